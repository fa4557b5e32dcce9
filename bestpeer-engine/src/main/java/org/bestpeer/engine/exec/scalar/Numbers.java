package org.bestpeer.engine.exec.scalar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Numbers of all types: reading, rounding, ranges. */
public final class Numbers {
    private static final long[] POWERS_OF_TEN = new long[19];
    private static final int SMALLINT_DIGITS = 5;
    private static final int INTEGER_DIGITS = 10;
    private static final int BIGINT_DIGITS = 19;

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private Numbers() {}

    static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** Most digits of a value of an exact type. */
    static int digits(DataType type) {
        return switch (type.kind()) {
            case SMALLINT -> SMALLINT_DIGITS;
            case INTEGER -> INTEGER_DIGITS;
            case BIGINT -> BIGINT_DIGITS;
            default -> type.precision();
        };
    }

    /** Whether it is SMALLINT, INTEGER or BIGINT. */
    public static boolean isInteger(DataType type) {
        return type.kind() == TypeKind.SMALLINT || type.kind() == TypeKind.INTEGER || type.kind() == TypeKind.BIGINT;
    }

    /** A present value of an exact type. */
    public static BigDecimal decimal(Vector vector, int row) {
        return vector.get(row) instanceof BigDecimal number ? number : BigDecimal.valueOf(vector.getLong(row));
    }

    static BestPeerException outOfRange(DataType type) {
        return new BestPeerException(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                "number is out of the range of %s; cast the operands to a wider type".formatted(type));
    }

    static BestPeerException divisionByZero() {
        return new BestPeerException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }

    /** The number rounded half up to the scale of a DECIMAL type. */
    public static BigDecimal fit(BigDecimal value, DataType type) {
        // Before rounding, because a huge exponent would become as many digits.
        if ((long) value.precision() - value.scale() > type.precision() - type.scale() && value.signum() != 0) {
            throw outOfRange(type);
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        if ((long) value.scale() - value.precision() > type.scale()) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            throw outOfRange(type);
        }
        return rounded;
    }

    /** The number if an integer type holds it. */
    public static long fit(long value, DataType type) {
        boolean fits =
                switch (type.kind()) {
                    case SMALLINT -> value == (short) value;
                    case INTEGER -> value == (int) value;
                    default -> true;
                };
        if (!fits) {
            throw outOfRange(type);
        }
        return value;
    }

    /** The number rounded half up, in the Java class of any numeric type. */
    public static Object convert(BigDecimal value, DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> fit(value, type);
            case DOUBLE -> finite(value.doubleValue(), type);
            default -> boxed(toLong(value, type), type);
        };
    }

    /** The number rounded half up, in the Java class of any numeric type. */
    public static Object convert(double value, DataType type) {
        if (type.kind() == TypeKind.DOUBLE) {
            return finite(value, type);
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw outOfRange(type);
        }
        return convert(BigDecimal.valueOf(value), type);
    }

    /** An integer in the Java class of its type. */
    static Object boxed(long value, DataType type) {
        long fitting = fit(value, type);
        return type.kind() == TypeKind.BIGINT ? (Object) fitting : (Object) (int) fitting;
    }

    /** An exact number without its fraction; numbers beyond 64 bits become the nearest within. */
    public static long wholeNumber(Object value) {
        if (!(value instanceof BigDecimal number)) {
            return ((Number) value).longValue();
        }
        BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
        return whole.precision() <= BIGINT_DIGITS - 1
                ? whole.longValueExact()
                : whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    static double finite(double value, DataType type) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw outOfRange(type);
        }
        return value;
    }

    private static long toLong(BigDecimal value, DataType type) {
        if ((long) value.precision() - value.scale() > BIGINT_DIGITS && value.signum() != 0) {
            throw outOfRange(type);
        }
        if (value.signum() == 0 || (long) value.scale() - value.precision() > 0) {
            return 0;
        }
        BigInteger rounded = value.setScale(0, RoundingMode.HALF_UP).unscaledValue();
        if (rounded.bitLength() >= Long.SIZE) {
            throw outOfRange(type);
        }
        return rounded.longValue();
    }

    /** -0 equals 0; NaN equals itself and is larger than all others, as in PostgreSQL. */
    static int compare(double a, double b) {
        if (a < b) {
            return -1;
        }
        if (a > b) {
            return 1;
        }
        return a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
}
