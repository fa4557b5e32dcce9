package org.bestpeer.node.index;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import org.bestpeer.node.wire.TypedValue;
import org.jspecify.annotations.Nullable;

/** Values in the Java classes of {@link org.bestpeer.engine.type.TypeKind} to and from the wire. */
final class TypedValues {
    private TypedValues() {}

    static TypedValue encode(@Nullable Object value) {
        TypedValue.Builder wire = TypedValue.newBuilder();
        if (value instanceof Boolean v) {
            wire.setBoolean(v);
        } else if (value instanceof Integer v) {
            wire.setInt32(v);
        } else if (value instanceof Long v) {
            wire.setInt64(v);
        } else if (value instanceof Double v) {
            wire.setFloat64(v);
        } else if (value instanceof BigDecimal v) {
            wire.setDecimal(v.toPlainString());
        } else if (value instanceof String v) {
            wire.setText(v);
        } else if (value instanceof byte[] v) {
            wire.setBinary(ByteString.copyFrom(v));
        } else if (value != null) {
            throw new IllegalArgumentException("no value of a column: " + value.getClass());
        }
        return wire.build();
    }

    static @Nullable Object decode(TypedValue wire) {
        return switch (wire.getValueCase()) {
            case BOOLEAN -> wire.getBoolean();
            case INT32 -> wire.getInt32();
            case INT64 -> wire.getInt64();
            case FLOAT64 -> wire.getFloat64();
            case DECIMAL -> new BigDecimal(wire.getDecimal());
            case TEXT -> wire.getText();
            case BINARY -> wire.getBinary().toByteArray();
            case VALUE_NOT_SET -> null;
        };
    }

    /**
     * Order of two values of one column: numbers by value, strings by code point.
     *
     * @return negative, zero or positive; 0 also for values that have no common order, so that nothing is pruned by them
     */
    static int compare(Object left, Object right) {
        if (left instanceof Double l && right instanceof Double r) {
            // As SQL compares: -0 equals 0, while Double.compareTo puts it before.
            return l.doubleValue() == r.doubleValue() ? 0 : l.compareTo(r);
        }
        if (left instanceof Number l && right instanceof Number r) {
            return decimal(l).compareTo(decimal(r));
        }
        if (left instanceof String l && right instanceof String r) {
            return compareCodePoints(l, r);
        }
        if (left instanceof Boolean l && right instanceof Boolean r) {
            return l.compareTo(r);
        }
        return 0;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal d ? d : new BigDecimal(number.toString());
    }

    private static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean bothOrNone = Character.isSurrogate(l) == Character.isSurrogate(r);
                // A surrogate stands for a code point above every other char.
                return bothOrNone ? Character.compare(l, r) : Character.isSurrogate(l) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
