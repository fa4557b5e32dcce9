package org.bestpeer.engine.type;

import java.math.BigDecimal;

/** Order of values in the Java classes of {@link TypeKind}, as SQL compares them. */
public final class ValueOrder {
    private ValueOrder() {}

    /**
     * Order of two values of a column: numbers by value, texts by code point.
     *
     * @return negative, zero or positive; 0 also for binaries and for values that have no common order, so that nothing is
     *     left out because of them
     */
    public static int compare(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return compareNumbers(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return compareTexts(a, b);
        }
        return left instanceof Boolean a && right instanceof Boolean b ? a.compareTo(b) : 0;
    }

    private static int compareNumbers(Number left, Number right) {
        if (isWhole(left) && isWhole(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        if (left instanceof Double a && right instanceof Double b) {
            // -0 equals 0, while Double.compareTo puts it before.
            return a.doubleValue() == b.doubleValue() ? 0 : a.compareTo(b);
        }
        return decimal(left).compareTo(decimal(right));
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }

    /**
     * By code point. Java compares UTF-16 units, which puts characters beyond U+FFFF (surrogates, from U+D800) before
     * those from U+E000.
     */
    public static int compareTexts(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean aBeyond = Character.isSurrogate(a);
                boolean bBeyond = Character.isSurrogate(b);
                return aBeyond == bBeyond ? Character.compare(a, b) : Boolean.compare(aBeyond, bBeyond);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
