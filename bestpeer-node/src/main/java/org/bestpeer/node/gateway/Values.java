package org.bestpeer.node.gateway;

import com.google.protobuf.UnsafeByteOperations;
import java.math.BigDecimal;
import org.apache.calcite.avatica.proto.Common.ColumnValue;
import org.apache.calcite.avatica.proto.Common.Rep;
import org.apache.calcite.avatica.proto.Common.TypedValue;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Values of rows as Avatica's messages. */
final class Values {
    private static final ColumnValue NULL = ColumnValue.newBuilder()
            .setScalarValue(TypedValue.newBuilder().setType(Rep.NULL).setNull(true))
            .build();
    private static final long MICROS_PER_MILLI = 1_000;

    private Values() {}

    static ColumnValue of(TypeKind kind, @Nullable Object value) {
        return value == null
                ? NULL
                : ColumnValue.newBuilder().setScalarValue(scalar(kind, value)).build();
    }

    private static TypedValue.Builder scalar(TypeKind kind, Object value) {
        TypedValue.Builder typed = TypedValue.newBuilder();
        return switch (kind) {
            case BOOLEAN -> typed.setType(Rep.BOOLEAN).setBoolValue((Boolean) value);
            case SMALLINT -> typed.setType(Rep.SHORT).setNumberValue((Integer) value);
            case INTEGER, DATE -> typed.setType(Rep.INTEGER).setNumberValue((Integer) value);
            case BIGINT -> typed.setType(Rep.LONG).setNumberValue((Long) value);
            case DECIMAL -> typed.setType(Rep.BIG_DECIMAL).setStringValue(((BigDecimal) value).toPlainString());
            case DOUBLE -> typed.setType(Rep.DOUBLE).setDoubleValue((Double) value);
            case VARCHAR -> typed.setType(Rep.STRING).setStringValue((String) value);
            // Avatica knows milliseconds only.
            case TIME -> typed.setType(Rep.INTEGER).setNumberValue((Long) value / MICROS_PER_MILLI);
            case TIMESTAMP -> typed.setType(Rep.LONG).setNumberValue(Math.floorDiv((Long) value, MICROS_PER_MILLI));
            case VARBINARY ->
                typed.setType(Rep.BYTE_STRING).setBytesValue(UnsafeByteOperations.unsafeWrap((byte[]) value));
        };
    }
}
