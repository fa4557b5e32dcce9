package org.bestpeer.engine.placement;

import org.bestpeer.engine.type.ValueOrder;
import org.jspecify.annotations.Nullable;

/**
 * Values of a column between two bounds, NULL left out: those that a predicate lets through, or those that an owner says
 * it has.
 *
 * @param column column name
 * @param low smallest value, inclusive, in the Java class of the column's type; null for no bound
 * @param high largest value, inclusive; null for no bound
 */
public record ColumnRange(String column, @Nullable Object low, @Nullable Object high) {
    /** Whether no value lies in both ranges; false also where their bounds cannot be compared. */
    public boolean isApartFrom(ColumnRange other) {
        return isAbove(low, other.high) || isAbove(other.low, high);
    }

    private static boolean isAbove(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && compare(left, right) > 0;
    }

    /** Order of two bounds; see {@link ValueOrder#compare}. */
    public static int compare(Object left, Object right) {
        return ValueOrder.compare(left, right);
    }
}
