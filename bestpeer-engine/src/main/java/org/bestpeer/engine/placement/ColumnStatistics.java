package org.bestpeer.engine.placement;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of a column. An estimate, never a fact.
 *
 * @param min smallest value; null if unknown or there is none
 * @param max largest value; null if unknown or there is none
 * @param distinct estimated number of different values; at least 0
 * @param nullFraction estimated share of NULLs, 0 to 1
 * @param histogram where between the bounds the values lie; {@link Histogram#NONE} if that is not known
 */
public record ColumnStatistics(
        @Nullable Object min, @Nullable Object max, double distinct, double nullFraction, Histogram histogram) {
    /** Without a histogram. */
    public ColumnStatistics(@Nullable Object min, @Nullable Object max, double distinct, double nullFraction) {
        this(min, max, distinct, nullFraction, Histogram.NONE);
    }

    public ColumnStatistics withHistogram(Histogram other) {
        return new ColumnStatistics(min, max, distinct, nullFraction, other);
    }

    /** The histogram, or that of values spread evenly between the bounds. */
    public Histogram histogram(double rows) {
        return histogram.isEmpty() ? Histogram.uniform(min, max, rows * (1 - nullFraction), distinct) : histogram;
    }
}
