package org.bestpeer.node.gateway;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.proto.Common.TypedValue;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** Values that a client binds, in the Java classes of the parameters' types. */
final class Parameters {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private Parameters() {}

    static List<@Nullable Object> read(List<TypedValue> values, List<DataType> types) {
        if (values.size() != types.size()) {
            throw new BestPeerException(
                    ErrorCode.INVALID_PARAMETER,
                    "the statement has %d parameters, %d are set".formatted(types.size(), values.size()));
        }
        List<@Nullable Object> read = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            read.add(read(i + 1, values.get(i), types.get(i)));
        }
        return read;
    }

    private static @Nullable Object read(int position, TypedValue value, DataType type) {
        if (value.getImplicitlyNull()) {
            throw new BestPeerException(ErrorCode.INVALID_PARAMETER, "parameter " + position + " is not set");
        }
        if (value.getNull()) {
            return null;
        }
        try {
            return convert(value, type);
        } catch (ArithmeticException e) {
            throw new BestPeerException(
                    ErrorCode.NUMERIC_OUT_OF_RANGE,
                    "parameter %d: the value does not fit %s; cast the parameter to a wider type"
                            .formatted(position, type),
                    e);
        } catch (NumberFormatException | DateTimeException e) {
            throw new BestPeerException(
                    ErrorCode.INVALID_VALUE,
                    "parameter %d: a %s cannot be made of a %s".formatted(position, type, name(value)),
                    e);
        }
    }

    private static Object convert(TypedValue value, DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> bool(value);
            case SMALLINT -> (int) number(value).toBigIntegerExact().shortValueExact();
            case INTEGER -> number(value).intValueExact();
            case BIGINT -> number(value).longValueExact();
            case DECIMAL -> decimal(number(value), type);
            case DOUBLE -> real(value);
            case VARCHAR -> text(value);
            case DATE -> date(value);
            case TIME -> time(value);
            case TIMESTAMP -> timestamp(value);
            case VARBINARY -> bytes(value);
        };
    }

    private static BigDecimal number(TypedValue value) {
        return switch (value.getType()) {
            case PRIMITIVE_BYTE,
                    PRIMITIVE_SHORT,
                    PRIMITIVE_INT,
                    PRIMITIVE_LONG,
                    BYTE,
                    SHORT,
                    INTEGER,
                    LONG,
                    BIG_INTEGER,
                    NUMBER,
                    BIG_DECIMAL,
                    STRING -> exact(value);
            // The shortest decimal that stands for the same double, as a person would write it.
            case PRIMITIVE_DOUBLE, DOUBLE -> BigDecimal.valueOf(value.getDoubleValue());
            case PRIMITIVE_FLOAT, FLOAT ->
                new BigDecimal(Float.toString(Float.intBitsToFloat((int) value.getNumberValue())));
            default -> throw new NumberFormatException();
        };
    }

    private static Double real(TypedValue value) {
        return switch (value.getType()) {
            case PRIMITIVE_DOUBLE, DOUBLE -> value.getDoubleValue();
            default -> number(value).doubleValue();
        };
    }

    private static BigDecimal exact(TypedValue value) {
        if (!value.getStringValue().isEmpty()) {
            return new BigDecimal(limited(value.getStringValue().trim()));
        }
        return switch (value.getType()) {
            case STRING, BIG_DECIMAL -> throw new NumberFormatException();
            case BIG_INTEGER ->
                value.getBytesValue().isEmpty()
                        ? BigDecimal.valueOf(value.getNumberValue())
                        : new BigDecimal(new BigInteger(value.getBytesValue().toByteArray()));
            default -> BigDecimal.valueOf(value.getNumberValue());
        };
    }

    // A short text such as 1e999999999 would expand to gigabytes.
    private static String limited(String number) {
        if (number.length() > 100 || new BigDecimal(number).stripTrailingZeros().precision() > 100) {
            throw new NumberFormatException();
        }
        int exponent = number.toLowerCase(Locale.ROOT).indexOf('e');
        if (exponent >= 0 && Math.abs(Long.parseLong(number.substring(exponent + 1))) > 400) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static BigDecimal decimal(BigDecimal value, DataType type) {
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException();
        }
        return scaled;
    }

    private static Boolean bool(TypedValue value) {
        return switch (value.getType()) {
            case BOOLEAN, PRIMITIVE_BOOLEAN -> value.getBoolValue();
            case STRING ->
                switch (value.getStringValue().toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new NumberFormatException();
                };
            default -> number(value).signum() != 0;
        };
    }

    private static String text(TypedValue value) {
        return switch (value.getType()) {
            case STRING, CHARACTER, PRIMITIVE_CHAR -> value.getStringValue();
            case BOOLEAN, PRIMITIVE_BOOLEAN -> Boolean.toString(value.getBoolValue());
            case JAVA_SQL_DATE -> LocalDate.ofEpochDay(value.getNumberValue()).toString();
            case JAVA_SQL_TIMESTAMP, JAVA_UTIL_DATE, JAVA_SQL_TIME, BYTE_STRING, ARRAY, OBJECT ->
                throw new NumberFormatException();
            default -> number(value).toPlainString();
        };
    }

    private static Integer date(TypedValue value) {
        return switch (value.getType()) {
            case JAVA_SQL_DATE -> Math.toIntExact(value.getNumberValue());
            case JAVA_SQL_TIMESTAMP, JAVA_UTIL_DATE ->
                Math.toIntExact(Math.floorDiv(value.getNumberValue(), 86_400_000L));
            case STRING ->
                Math.toIntExact(LocalDate.parse(value.getStringValue().trim()).toEpochDay());
            default -> throw new DateTimeException("not a date");
        };
    }

    private static Long time(TypedValue value) {
        return switch (value.getType()) {
            case JAVA_SQL_TIME -> value.getNumberValue() * 1_000;
            case STRING -> LocalTime.parse(value.getStringValue().trim()).getLong(ChronoField.MICRO_OF_DAY);
            default -> throw new DateTimeException("not a time");
        };
    }

    private static Long timestamp(TypedValue value) {
        return switch (value.getType()) {
            case JAVA_SQL_TIMESTAMP, JAVA_UTIL_DATE -> Math.multiplyExact(value.getNumberValue(), 1_000L);
            case JAVA_SQL_DATE -> Math.multiplyExact(value.getNumberValue(), 86_400L * MICROS_PER_SECOND);
            case STRING -> micros(value.getStringValue().trim());
            default -> throw new DateTimeException("not a timestamp");
        };
    }

    private static Long micros(String text) {
        LocalDateTime time = text.length() <= 10
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
        long seconds = Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), MICROS_PER_SECOND);
        return Math.addExact(seconds, time.getLong(ChronoField.MICRO_OF_SECOND));
    }

    private static byte[] bytes(TypedValue value) {
        return switch (value.getType()) {
            case BYTE_STRING -> value.getBytesValue().toByteArray();
            default -> throw new NumberFormatException();
        };
    }

    private static String name(TypedValue value) {
        return switch (value.getType()) {
            case STRING, CHARACTER, PRIMITIVE_CHAR -> "string of that form";
            case BOOLEAN, PRIMITIVE_BOOLEAN -> "boolean";
            case JAVA_SQL_DATE -> "date";
            case JAVA_SQL_TIME -> "time";
            case JAVA_SQL_TIMESTAMP, JAVA_UTIL_DATE -> "timestamp";
            case BYTE_STRING -> "binary value";
            case ARRAY -> "array";
            case OBJECT, STRUCT, MULTISET -> "value of an unknown type";
            default -> "number of that size or form";
        };
    }
}
