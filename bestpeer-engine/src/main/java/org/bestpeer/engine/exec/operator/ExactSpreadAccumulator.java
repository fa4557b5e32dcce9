package org.bestpeer.engine.exec.operator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.type.DataType;

/** Variances and standard deviations of exact numbers: only the result is rounded, so it does not depend on their order. */
final class ExactSpreadAccumulator implements Accumulator {
    /** More digits than any result has. */
    private static final MathContext DIGITS = new MathContext(2 * DataType.MAX_DECIMAL_PRECISION);

    private final AggregateFunction function;
    private final DataType type;
    private long[] counts = new long[0];
    private BigDecimal[] sums = new BigDecimal[0];
    private BigDecimal[] squares = new BigDecimal[0];

    ExactSpreadAccumulator(AggregateFunction function, DataType type) {
        this.function = function;
        this.type = type;
    }

    @Override
    public void ensureGroups(int groups) {
        int before = counts.length;
        if (groups > before) {
            counts = Arrays.copyOf(counts, groups * 2);
            sums = Arrays.copyOf(sums, groups * 2);
            squares = Arrays.copyOf(squares, groups * 2);
            Arrays.fill(sums, before, sums.length, BigDecimal.ZERO);
            Arrays.fill(squares, before, squares.length, BigDecimal.ZERO);
        }
    }

    @Override
    public void add(int group, List<Vector> arguments, int row) {
        BigDecimal value = Numbers.decimal(arguments.get(0), row);
        counts[group]++;
        sums[group] = sums[group].add(value);
        squares[group] = squares[group].add(value.multiply(value));
    }

    @Override
    public boolean removes() {
        return true;
    }

    @Override
    public void remove(int group, List<Vector> arguments, int row) {
        BigDecimal value = Numbers.decimal(arguments.get(0), row);
        counts[group]--;
        sums[group] = sums[group].subtract(value);
        squares[group] = squares[group].subtract(value.multiply(value));
    }

    @Override
    public void result(int group, VectorBuilder out) {
        long divisor = SpreadAccumulator.divisor(function, counts[group]);
        if (divisor <= 0) {
            out.appendNull();
            return;
        }
        BigDecimal count = BigDecimal.valueOf(counts[group]);
        BigDecimal variance = count.multiply(squares[group])
                .subtract(sums[group].pow(2))
                .divide(count.multiply(BigDecimal.valueOf(divisor)), DIGITS);
        out.append(Numbers.convert(SpreadAccumulator.isRoot(function) ? variance.sqrt(DIGITS) : variance, type));
    }

    @Override
    public long bytesPerGroup() {
        return Long.BYTES * 24;
    }
}
