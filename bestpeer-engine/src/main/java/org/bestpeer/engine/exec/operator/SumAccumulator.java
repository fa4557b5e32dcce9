package org.bestpeer.engine.exec.operator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** SUM, SUM0 and AVG: exact for exact numbers. */
final class SumAccumulator implements Accumulator {
    private final AggregateFunction function;
    private final boolean exact;
    private final DataType type;
    private final ExactSums sums;
    private double[] realSums = new double[0];
    private long[] counts = new long[0];

    SumAccumulator(AggregateFunction function, DataType input, DataType type) {
        this.function = function;
        this.exact = input.kind() != TypeKind.DOUBLE;
        this.type = type;
        this.sums = new ExactSums(input);
    }

    @Override
    public void ensureGroups(int groups) {
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, groups * 2);
        }
        if (exact) {
            sums.ensureGroups(groups);
        } else if (groups > realSums.length) {
            realSums = Arrays.copyOf(realSums, groups * 2);
        }
    }

    @Override
    public void add(int group, List<Vector> arguments, int row) {
        counts[group]++;
        if (exact) {
            sums.add(group, arguments.get(0), row);
        } else {
            realSums[group] += arguments.get(0).getDouble(row);
        }
    }

    @Override
    public void addAll(int[] groups, List<Vector> arguments, int[] rows, int count) {
        if (!exact) {
            Accumulator.super.addAll(groups, arguments, rows, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            counts[groups[rows[i]]]++;
        }
        sums.addAll(groups, arguments.get(0), rows, count);
    }

    /** What a DOUBLE lost in a sum does not come back. */
    @Override
    public boolean removes() {
        return exact;
    }

    @Override
    public void remove(int group, List<Vector> arguments, int row) {
        counts[group]--;
        sums.remove(group, arguments.get(0), row);
    }

    @Override
    public void result(int group, VectorBuilder out) {
        if (counts[group] == 0) {
            out.append(function == AggregateFunction.SUM0 ? Numbers.convert(BigDecimal.ZERO, type) : null);
        } else if (exact) {
            out.append(Numbers.convert(exactResult(group), type));
        } else {
            double sum = realSums[group];
            out.append(Numbers.convert(function == AggregateFunction.AVG ? sum / counts[group] : sum, type));
        }
    }

    @Override
    public Vector results(int from, int to, DataType resultType) {
        boolean sameDigits = exact
                && function != AggregateFunction.AVG
                && type.kind() == TypeKind.DECIMAL
                && !Vectors.isCompact(type)
                && type.scale() == sums.scale()
                && sums.areNarrow(from, to);
        if (!sameDigits) {
            return Accumulator.super.results(from, to, resultType);
        }
        boolean[] nulls = null;
        for (int group = from; group < to && function == AggregateFunction.SUM; group++) {
            if (counts[group] == 0) {
                nulls = nulls == null ? new boolean[to - from] : nulls;
                nulls[group - from] = true;
            }
        }
        return Vectors.longs(resultType, sums.digits(from, to), nulls);
    }

    private BigDecimal exactResult(int group) {
        BigDecimal sum = sums.sum(group);
        if (function != AggregateFunction.AVG) {
            return sum;
        }
        BigDecimal count = BigDecimal.valueOf(counts[group]);
        return type.kind() == TypeKind.DOUBLE
                ? sum.divide(count, MathContext.DECIMAL64)
                : sum.divide(count, type.scale(), RoundingMode.HALF_UP);
    }
}
