package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Types and constants as text. */
final class Literals {
    /** HSQLDB wants lengths; nothing that is made here is longer. */
    private static final String HSQLDB_TEXT = "VARCHAR(2000)";

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter();

    private Literals() {}

    static String typeName(DataType type, Dialect dialect) {
        return switch (type.kind()) {
            case DOUBLE -> dialect == Dialect.POSTGRESQL ? "DOUBLE PRECISION" : "DOUBLE";
            case VARCHAR -> type.precision() == 0 && dialect == Dialect.HSQLDB ? HSQLDB_TEXT : type.toString();
            case VARBINARY ->
                switch (dialect) {
                    case OURS -> type.toString();
                    case POSTGRESQL -> "BYTEA";
                    case HSQLDB -> "VARBINARY(2000)";
                };
            case TIME, TIMESTAMP -> type.kind() + (dialect == Dialect.OURS ? "" : "(6)");
            default -> type.toString();
        };
    }

    /** The type of the constant in the engine: a bare decimal has as many digits as its text. */
    static DataType type(DataType type, Object value) {
        boolean bare = type.kind() == TypeKind.DECIMAL && type.scale() > 0;
        return bare ? DataType.decimal(wholeDigits((BigDecimal) value) + type.scale(), type.scale()) : type;
    }

    private static int wholeDigits(BigDecimal value) {
        return value.toBigInteger().abs().toString().length();
    }

    /** A constant in every dialect. */
    static Wording wording(DataType type, @Nullable Object value) {
        return new Wording(
                text(type, value, Dialect.OURS),
                text(type, value, Dialect.POSTGRESQL),
                text(type, value, Dialect.HSQLDB));
    }

    static String text(DataType type, @Nullable Object value, Dialect dialect) {
        if (value == null) {
            return cast("NULL", type, dialect);
        }
        return switch (type.kind()) {
            case BOOLEAN -> value.toString().toUpperCase(Locale.ROOT);
            case SMALLINT -> cast(value.toString(), type, dialect);
            case INTEGER -> parenthesised(value.toString());
            case BIGINT -> cast(value.toString(), type, dialect);
            case DECIMAL -> decimal((BigDecimal) value, type, dialect);
            case DOUBLE -> real((Double) value, type, dialect);
            case VARCHAR -> characters((String) value, dialect);
            case DATE -> "DATE '" + LocalDate.ofEpochDay((Integer) value) + "'";
            case TIME -> "TIME '" + TIME.format(time((Long) value)) + "'";
            case TIMESTAMP -> {
                LocalDateTime at = timestamp((Long) value);
                yield "TIMESTAMP '%s %s'".formatted(at.toLocalDate(), TIME.format(at));
            }
            case VARBINARY -> binary((byte[]) value, dialect);
        };
    }

    static LocalTime time(long micros) {
        return LocalTime.ofNanoOfDay(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    static LocalDateTime timestamp(long micros) {
        long second = Math.floorDiv(micros, TimeUnit.SECONDS.toMicros(1));
        long rest = Math.floorMod(micros, TimeUnit.SECONDS.toMicros(1));
        return LocalDateTime.ofEpochSecond(second, (int) TimeUnit.MICROSECONDS.toNanos(rest), ZoneOffset.UTC);
    }

    private static String cast(String text, DataType type, Dialect dialect) {
        return "CAST(" + text + " AS " + typeName(type, dialect) + ")";
    }

    private static String parenthesised(String number) {
        return number.startsWith("-") ? "(" + number + ")" : number;
    }

    // Without a point it would be an integer.
    private static String decimal(BigDecimal value, DataType type, Dialect dialect) {
        String digits = value.toPlainString();
        return type.scale() == 0 ? cast(digits, type, dialect) : parenthesised(digits);
    }

    // To PostgreSQL a number with an exponent is an exact one.
    private static String real(Double value, DataType type, Dialect dialect) {
        String text = dialect == Dialect.POSTGRESQL ? "'" + value + "'" : exponent(value);
        return cast(text, type, dialect);
    }

    private static String exponent(Double value) {
        String text = value.toString();
        return text.contains("E") ? text : text + "E0";
    }

    // A bare text constant is blank-padded to HSQLDB, and of no type to PostgreSQL.
    private static String characters(String value, Dialect dialect) {
        String quoted = "'" + value.replace("'", "''") + "'";
        return dialect == Dialect.OURS ? quoted : cast(quoted, DataType.VARCHAR, dialect);
    }

    private static String binary(byte[] value, Dialect dialect) {
        String hex = HexFormat.of().formatHex(value);
        return switch (dialect) {
            case OURS -> "X'" + hex + "'";
            case POSTGRESQL -> "CAST('\\x" + hex + "' AS BYTEA)";
            case HSQLDB -> "CAST(X'" + hex + "' AS VARBINARY(2000))";
        };
    }
}
