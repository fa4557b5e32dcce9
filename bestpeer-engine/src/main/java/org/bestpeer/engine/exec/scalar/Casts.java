package org.bestpeer.engine.exec.scalar;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.CastRules;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Conversions between types. */
final class Casts {
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,40}");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
    private static final int LARGEST_PLAIN_EXPONENT = 15;
    private static final int SMALLEST_PLAIN_EXPONENT = -5;

    private Casts() {}

    /** The value under another type; the same evaluator if nothing changes. */
    static Evaluator cast(Evaluator value, DataType from, DataType to) {
        if (isSame(from, to)) {
            return value;
        }
        RowFunction each = conversion(from, to);
        return ExactCast.serves(from, to)
                ? new ExactCast(value, from, to, each)
                : RowFunction.strict(List.of(value), to, each);
    }

    /** As cast, for where a branch has another type than the whole; texts are not cut. */
    static Evaluator align(Evaluator value, DataType from, DataType to) {
        boolean texts = from.kind() == to.kind() && (to.kind() == TypeKind.VARCHAR || to.kind() == TypeKind.VARBINARY);
        return texts ? value : cast(value, from, to);
    }

    private static boolean isSame(DataType from, DataType to) {
        if (from.kind() != to.kind()) {
            return false;
        }
        return switch (to.kind()) {
            case DECIMAL ->
                from.scale() == to.scale()
                        && from.precision() <= to.precision()
                        && Vectors.isCompact(from) == Vectors.isCompact(to);
            case VARCHAR, VARBINARY ->
                to.precision() == 0 || (from.precision() > 0 && from.precision() <= to.precision());
            case TIME, TIMESTAMP -> from.precision() <= to.precision();
            default -> true;
        };
    }

    private static RowFunction conversion(DataType from, DataType to) {
        if (!CastRules.canCast(from, to)) {
            throw new BestPeerException(ErrorCode.TYPE_MISMATCH, "cannot cast %s to %s".formatted(from, to));
        }
        return switch (to.kind()) {
            case BOOLEAN -> values -> toBoolean(values[0], to);
            case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> values -> toNumber(values[0], to);
            case VARCHAR -> values -> cut(text(values[0], from), to.precision());
            case VARBINARY -> values -> cut((byte[]) values[0], to.precision());
            case DATE, TIME, TIMESTAMP -> values -> toTemporal(values[0], from, to);
        };
    }

    private static BestPeerException unreadable(DataType type) {
        return new BestPeerException(ErrorCode.INVALID_VALUE, "text does not read as " + type);
    }

    private static boolean toBoolean(Object value, DataType type) {
        if (value instanceof String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "on", "1" -> true;
                case "false", "f", "no", "n", "off", "0" -> false;
                default -> throw unreadable(type);
            };
        }
        return value instanceof BigDecimal number ? number.signum() != 0 : ((Number) value).doubleValue() != 0;
    }

    private static Object toNumber(Object value, DataType type) {
        if (value instanceof String text) {
            return parse(text.strip(), type);
        }
        if (value instanceof Boolean bit) {
            return Numbers.convert(bit ? BigDecimal.ONE : BigDecimal.ZERO, type);
        }
        if (value instanceof Double number) {
            return Numbers.convert(number, type);
        }
        return Numbers.convert(
                value instanceof BigDecimal number ? number : BigDecimal.valueOf(((Number) value).longValue()), type);
    }

    private static Object parse(String text, DataType type) {
        Pattern shape = Numbers.isInteger(type) ? INTEGER : NUMBER;
        if (!shape.matcher(text).matches()) {
            throw unreadable(type);
        }
        return type.kind() == TypeKind.DOUBLE
                ? (Object) Numbers.finite(Double.parseDouble(text), type)
                : Numbers.convert(new BigDecimal(text), type);
    }

    private static String text(Object value, DataType from) {
        return switch (from.kind()) {
            case DATE -> TimeText.dateText((Integer) value);
            case TIME -> TimeText.timeText((Long) value);
            case TIMESTAMP -> TimeText.timestampText((Long) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DOUBLE -> doubleText((Double) value);
            default -> value.toString();
        };
    }

    /** As PostgreSQL writes it: 1, 0.1, 1e+20. */
    private static String doubleText(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        if (number.signum() == 0 || (exponent > SMALLEST_PLAIN_EXPONENT && exponent < LARGEST_PLAIN_EXPONENT)) {
            return number.toPlainString();
        }
        String mantissa = number.movePointLeft(exponent).toPlainString();
        return mantissa + (exponent < 0 ? "e-" : "e+") + "%02d".formatted(Math.abs(exponent));
    }

    private static String cut(String text, int length) {
        if (length == 0 || text.length() <= length || text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static byte[] cut(byte[] binary, int length) {
        return length == 0 || binary.length <= length ? binary : Arrays.copyOf(binary, length);
    }

    private static Object toTemporal(Object value, DataType from, DataType to) {
        if (value instanceof String text) {
            Optional<? extends Object> read =
                    switch (to.kind()) {
                        case DATE -> TimeText.timestamp(text.strip()).map(Casts::dayOf);
                        case TIME -> TimeText.time(text.strip()).map(micros -> rounded(micros, to));
                        default -> TimeText.timestamp(text.strip()).map(micros -> rounded(micros, to));
                    };
            return read.<Object>map(found -> found).orElseThrow(() -> unreadable(to));
        }
        if (from.kind() == TypeKind.DATE) {
            return (Integer) value * TimeText.MICROS_PER_DAY;
        }
        long micros = (Long) value;
        return switch (to.kind()) {
            case DATE -> dayOf(micros);
            case TIME -> rounded(Math.floorMod(micros, TimeText.MICROS_PER_DAY), to);
            default -> rounded(micros, to);
        };
    }

    private static int dayOf(long micros) {
        return (int) Math.floorDiv(micros, TimeText.MICROS_PER_DAY);
    }

    /** To the fractional digits of the type, half up; a TIME never becomes 24:00. */
    private static long rounded(long micros, DataType type) {
        long unit = Numbers.powerOfTen(DataType.MAX_FRACTIONAL_SECOND_DIGITS - type.precision());
        long down = Math.floorDiv(micros, unit) * unit;
        long nearest = (micros - down) * 2 >= unit && unit > 1 ? down + unit : down;
        return type.kind() == TypeKind.TIME && nearest >= TimeText.MICROS_PER_DAY ? down : nearest;
    }
}
