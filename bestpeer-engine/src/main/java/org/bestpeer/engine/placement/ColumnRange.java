package org.bestpeer.engine.placement;

import java.math.BigDecimal;
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
        return left != null && right != null && isComparable(left, right) && compare(left, right) > 0;
    }

    private static boolean isComparable(Object left, Object right) {
        return (left instanceof Number && right instanceof Number) || left.getClass() == right.getClass();
    }

    /** Order of two bounds as SQL compares: numbers by value, text by code point. */
    @SuppressWarnings("unchecked")
    public static int compare(Object left, Object right) {
        if (isWhole(left) && isWhole(right)) {
            return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
        }
        if (left instanceof Number a && right instanceof Number b && a.getClass() != b.getClass()) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
        }
        return left instanceof String a && right instanceof String b
                ? compareTexts(a, b)
                : ((Comparable<Object>) left).compareTo(right);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer;
    }

    private static int compareTexts(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // A surrogate stands for a code point above every other char.
                boolean alike = Character.isSurrogate(a) == Character.isSurrogate(b);
                return alike ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
