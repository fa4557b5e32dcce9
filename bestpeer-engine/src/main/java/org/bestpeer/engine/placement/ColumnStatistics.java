package org.bestpeer.engine.placement;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of a column. An estimate, never a fact.
 *
 * @param min smallest value; null if unknown or there is none
 * @param max largest value; null if unknown or there is none
 * @param distinct estimated number of different values; at least 0
 * @param nullFraction estimated share of NULLs, 0 to 1
 */
public record ColumnStatistics(@Nullable Object min, @Nullable Object max, double distinct, double nullFraction) {}
