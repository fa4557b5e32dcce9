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
}
