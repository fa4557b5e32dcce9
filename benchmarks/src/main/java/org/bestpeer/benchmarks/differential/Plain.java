package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** Values in classes in which equal ones are equal, whoever they come from. */
final class Plain {
    private Plain() {}

    /** A value of the engine. */
    static @Nullable Object of(DataType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> exact(BigDecimal.valueOf(((Number) value).longValue()));
            case DECIMAL -> exact((BigDecimal) value);
            case DOUBLE -> real((Double) value);
            case DATE -> LocalDate.ofEpochDay((Integer) value);
            case TIME -> Literals.time((Long) value);
            case TIMESTAMP -> Literals.timestamp((Long) value);
            case VARBINARY -> binary((byte[]) value);
            case BOOLEAN, VARCHAR -> value;
        };
    }

    /** A value of a central database. */
    static @Nullable Object of(ResultSet rows, int column) throws SQLException {
        Object value =
                switch (rows.getMetaData().getColumnType(column)) {
                    case Types.DATE -> rows.getObject(column, LocalDate.class);
                    case Types.TIME -> rows.getObject(column, LocalTime.class);
                    case Types.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
                    default -> rows.getObject(column);
                };
        if (value instanceof BigDecimal decimal) {
            return exact(decimal);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return exact(BigDecimal.valueOf(((Number) value).longValue()));
        }
        if (value instanceof Double real) {
            return real(real);
        }
        return value instanceof byte[] bytes ? binary(bytes) : value;
    }

    private static BigDecimal exact(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    // -0 equals 0.
    private static Double real(Double value) {
        return value + 0.0;
    }

    private static String binary(byte[] value) {
        return "0x" + HexFormat.of().formatHex(value);
    }
}
