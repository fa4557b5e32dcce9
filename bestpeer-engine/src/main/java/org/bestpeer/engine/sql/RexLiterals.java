package org.bestpeer.engine.sql;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.type.DataType;

/** Constants, in the Java classes that the engine's types have. */
final class RexLiterals {
    private static final long MICROSECONDS_PER_DAY = 86_400_000_000L;
    private static final long NANOSECONDS_PER_MICROSECOND = 1000;

    private RexLiterals() {}

    static Scalar translate(RexLiteral literal) {
        if (SqlTypeUtil.isInterval(literal.getType())) {
            return Intervals.literal(literal);
        }
        if (literal.isNull()) {
            DataType type = literal.getType().getSqlTypeName() == SqlTypeName.SYMBOL
                    ? DataType.VARCHAR
                    : TypeMapping.toEngine(literal.getType());
            return new Scalar.Literal(null, type);
        }
        DataType type = TypeMapping.toEngine(literal.getType());
        return new Scalar.Literal(value(literal, type), type);
    }

    private static Object value(RexLiteral literal, DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> as(literal, Boolean.class);
            case SMALLINT, INTEGER -> as(literal, BigDecimal.class).intValueExact();
            case BIGINT -> as(literal, BigDecimal.class).longValueExact();
            case DECIMAL -> as(literal, BigDecimal.class).setScale(type.scale(), RoundingMode.HALF_UP);
            case DOUBLE -> as(literal, Double.class);
            case VARCHAR -> as(literal, String.class);
            case DATE -> as(literal, Integer.class);
            case TIME -> micros(as(literal, TimeString.class).toString());
            case TIMESTAMP -> timestamp(as(literal, TimestampString.class).toString());
            case VARBINARY -> as(literal, byte[].class);
        };
    }

    private static <T> T as(RexLiteral literal, Class<T> type) {
        return requireNonNull(literal.getValueAs(type));
    }

    private static long timestamp(String text) {
        int gap = text.indexOf(' ');
        long days = LocalDate.parse(text.substring(0, gap)).toEpochDay();
        return days * MICROSECONDS_PER_DAY + micros(text.substring(gap + 1));
    }

    private static long micros(String time) {
        return LocalTime.parse(time).toNanoOfDay() / NANOSECONDS_PER_MICROSECOND;
    }
}
