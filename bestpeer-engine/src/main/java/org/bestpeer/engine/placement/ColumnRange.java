package org.bestpeer.engine.placement;

import org.jspecify.annotations.Nullable;

/**
 * Values that a predicate lets through for a column: nothing outside, and no NULL, can satisfy it.
 *
 * @param column column name
 * @param low smallest value, inclusive, in the Java class of the column's type; null for no bound
 * @param high largest value, inclusive; null for no bound
 */
public record ColumnRange(String column, @Nullable Object low, @Nullable Object high) {}
