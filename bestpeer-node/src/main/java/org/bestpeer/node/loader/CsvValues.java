package org.bestpeer.node.loader;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bestpeer.engine.type.DataType;

/**
 * Reads values strictly: no blanks around them, no other spellings. What must hold for values from any source (length,
 * digits, range) is checked by the store.
 */
final class CsvValues {
    private static final int MAX_NUMBER = 400;
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,40}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");
    private static final Pattern DOUBLE = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?");
    private static final int DATE_LENGTH = 10;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long NANOS_PER_MICRO = 1000;

    private CsvValues() {}

    /**
     * The value that the text stands for.
     *
     * @throws IllegalArgumentException whose message says what is expected
     */
    static Object parse(DataType type, String text) {
        return switch (type.kind()) {
            case BOOLEAN -> bool(text);
            case SMALLINT -> (int) integer(text, type, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (int) integer(text, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> integer(text, type, Long.MIN_VALUE, Long.MAX_VALUE);
            case DECIMAL -> decimal(text);
            case DOUBLE -> floating(text);
            case VARCHAR -> text;
            case DATE -> (int) date(text);
            case TIME -> time(text);
            case TIMESTAMP -> timestamp(text);
            case VARBINARY -> bytes(text);
        };
    }

    private static Boolean bool(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("not a truth value (true, false)");
    }

    private static long integer(String text, DataType type, long low, long high) {
        if (!INTEGER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a whole number");
        }
        BigDecimal value = new BigDecimal(text);
        if (value.compareTo(BigDecimal.valueOf(low)) < 0 || value.compareTo(BigDecimal.valueOf(high)) > 0) {
            throw new IllegalArgumentException("out of range for " + type);
        }
        return value.longValueExact();
    }

    private static BigDecimal decimal(String text) {
        if (text.length() > MAX_NUMBER || !DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number");
        }
        return new BigDecimal(text);
    }

    private static Double floating(String text) {
        if (text.length() > MAX_NUMBER || !DOUBLE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number");
        }
        return Double.valueOf(text);
    }

    private static long date(String text) {
        if (!DATE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a date (2026-11-22)");
        }
        try {
            return LocalDate.parse(text).toEpochDay();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no such day", e);
        }
    }

    private static long time(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException("not a time (14:30:00, up to six digits of a second's fraction)");
        }
        try {
            return LocalTime.parse(text).toNanoOfDay() / NANOS_PER_MICRO;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no such time", e);
        }
    }

    private static long timestamp(String text) {
        boolean separated =
                text.length() > DATE_LENGTH && (text.charAt(DATE_LENGTH) == ' ' || text.charAt(DATE_LENGTH) == 'T');
        if (!separated) {
            throw new IllegalArgumentException("not a timestamp (2026-11-22 14:30:00)");
        }
        return date(text.substring(0, DATE_LENGTH)) * MICROS_PER_DAY + time(text.substring(DATE_LENGTH + 1));
    }

    private static byte[] bytes(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not hexadecimal", e);
        }
    }
}
