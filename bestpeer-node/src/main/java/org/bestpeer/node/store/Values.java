package org.bestpeer.node.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.bestpeer.engine.type.TypeKind;
import org.bestpeer.engine.type.ValueOrder;

/** Order and hash of values, by type. */
final class Values {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Values() {}

    /** Order of two values of that type; strings by code point. */
    static int compare(TypeKind kind, Object left, Object right) {
        return switch (kind) {
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            case SMALLINT, INTEGER, DATE -> Integer.compare((Integer) left, (Integer) right);
            case BIGINT, TIME, TIMESTAMP -> Long.compare((Long) left, (Long) right);
            case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
            case DOUBLE -> Double.compare((Double) left, (Double) right);
            case VARCHAR -> ValueOrder.compareTexts((String) left, (String) right);
            case VARBINARY -> Arrays.compareUnsigned((byte[]) left, (byte[]) right);
        };
    }

    /** A hash that is the same for equal values, and well spread. */
    static long hash(TypeKind kind, Object value) {
        return switch (kind) {
            case BOOLEAN -> mix((Boolean) value ? 1 : 2);
            case SMALLINT, INTEGER, DATE -> mix((Integer) value);
            case BIGINT, TIME, TIMESTAMP -> mix((Long) value);
            case DECIMAL -> hashDecimal((BigDecimal) value);
            case DOUBLE -> mix(Double.doubleToLongBits((Double) value));
            case VARCHAR -> hashText((String) value);
            case VARBINARY -> hashBytes((byte[]) value);
        };
    }

    /** The hash of a row goes on from column to column with this. */
    static long combine(long rowHash, long valueHash) {
        return mix(rowHash * MULTIPLIER + valueHash);
    }

    /** Whether a string has a character beyond U+FFFF. */
    static boolean hasSupplementary(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static long hashDecimal(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        return unscaled.bitLength() < Long.SIZE ? mix(unscaled.longValue()) : hashBytes(unscaled.toByteArray());
    }

    private static long hashText(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return mix(hash);
    }

    private static long hashBytes(byte[] bytes) {
        long hash = bytes.length;
        for (byte b : bytes) {
            hash = (hash ^ b) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long hash = value + MULTIPLIER;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
