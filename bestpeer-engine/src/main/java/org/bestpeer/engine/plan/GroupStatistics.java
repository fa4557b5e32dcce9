package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;

/**
 * What is thought of the results of aggregate functions over groups: sums and counts spread about their mean as sums of
 * independent values do. Estimates steer, they never decide answers.
 */
final class GroupStatistics {
    /** Shares of a normal distribution in steps of half a standard deviation, from the mean outwards. */
    private static final double[] SHARES = {0.19146, 0.14988, 0.09185, 0.04406, 0.01654, 0.00486, 0.00112, 0.0002};

    private final double rowsOfGroup;
    private final boolean fixedSize;
    private final double groups;

    /**
     * @param rows of all groups
     * @param groups number of groups
     * @param fixedSize whether all have about as many rows, as where each owner has computed its part of each
     */
    GroupStatistics(double rows, double groups, boolean fixedSize) {
        this.groups = Math.max(1, groups);
        this.rowsOfGroup = Math.max(1, rows / this.groups);
        this.fixedSize = fixedSize;
    }

    /** Of one function's results; {@link Histogram#NONE} where nothing is known of its argument. */
    ColumnStatistics of(AggregateCall call, Estimate input) {
        return new ColumnStatistics(null, null, groups, 0, histogram(call, input));
    }

    private Histogram histogram(AggregateCall call, Estimate input) {
        if (call.filter().isPresent() || call.distinct()) {
            return Histogram.NONE;
        }
        return switch (call.function()) {
            case COUNT ->
                call.arguments().isEmpty() ? spread(rowsOfGroup, fixedSize ? 0 : rowsOfGroup, 1) : Histogram.NONE;
            case SUM, SUM0 -> sums(input.columns().get(call.arguments().get(0)).histogram(1));
            default -> Histogram.NONE;
        };
    }

    private Histogram sums(Histogram values) {
        if (!values.buckets().stream().allMatch(b -> b.low() instanceof Number && b.high() instanceof Number)) {
            return Histogram.NONE;
        }
        double rows = 0;
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        for (Histogram.Bucket bucket : values.buckets()) {
            double low = ((Number) bucket.low()).doubleValue();
            double high = ((Number) bucket.high()).doubleValue();
            rows += bucket.rows();
            sum += bucket.rows() * (low + high) / 2;
            squares += bucket.rows() * (low * low + low * high + high * high) / 3;
            least = Math.min(least, low);
        }
        if (rows == 0) {
            return Histogram.NONE;
        }
        double mean = sum / rows;
        double meanSquare = squares / rows;
        // Of a number of values that varies itself as in a Poisson process, the mean counts for the variance, too.
        double variance = fixedSize ? meanSquare - mean * mean : meanSquare;
        return spread(rowsOfGroup * mean, rowsOfGroup * variance, least);
    }

    private Histogram spread(double mean, double variance, double least) {
        double step = Math.sqrt(Math.max(0, variance)) / 2;
        if (!Double.isFinite(mean) || !Double.isFinite(step)) {
            return Histogram.NONE;
        }
        List<Histogram.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < SHARES.length; i++) {
            add(buckets, mean - (i + 1) * step, mean - i * step, SHARES[i], least);
            add(buckets, mean + i * step, mean + (i + 1) * step, SHARES[i], least);
        }
        return new Histogram(buckets);
    }

    /** Sums of values that are not negative are not negative. */
    private void add(List<Histogram.Bucket> buckets, double low, double high, double share, double least) {
        double from = least >= 0 ? Math.max(0, low) : low;
        if (high >= from) {
            buckets.add(new Histogram.Bucket(from, high, true, groups * share, Math.max(1, groups * share)));
        }
    }
}
