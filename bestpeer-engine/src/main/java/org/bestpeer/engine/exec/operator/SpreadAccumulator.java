package org.bestpeer.engine.exec.operator;

import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.type.DataType;

/** Variances and standard deviations of doubles, by Welford's method, which does not cancel. */
final class SpreadAccumulator implements Accumulator {
    private final AggregateFunction function;
    private final DataType type;
    private long[] counts = new long[0];
    private double[] means = new double[0];
    private double[] squares = new double[0];

    SpreadAccumulator(AggregateFunction function, DataType type) {
        this.function = function;
        this.type = type;
    }

    @Override
    public void ensureGroups(int groups) {
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, groups * 2);
            means = Arrays.copyOf(means, groups * 2);
            squares = Arrays.copyOf(squares, groups * 2);
        }
    }

    @Override
    public void add(int group, List<Vector> arguments, int row) {
        double value = arguments.get(0).getDouble(row);
        double before = value - means[group];
        means[group] += before / ++counts[group];
        squares[group] += before * (value - means[group]);
    }

    @Override
    public void result(int group, VectorBuilder out) {
        long divisor = divisor(function, counts[group]);
        if (divisor <= 0) {
            out.appendNull();
            return;
        }
        double variance = squares[group] / divisor;
        out.append(Numbers.convert(isRoot(function) ? Math.sqrt(variance) : variance, type));
    }

    /** What the sum of the squares is divided by; there is a result only if it is positive. */
    static long divisor(AggregateFunction function, long count) {
        boolean sample = function == AggregateFunction.VAR_SAMP || function == AggregateFunction.STDDEV_SAMP;
        return sample ? count - 1 : count;
    }

    static boolean isRoot(AggregateFunction function) {
        return function == AggregateFunction.STDDEV_POP || function == AggregateFunction.STDDEV_SAMP;
    }
}
