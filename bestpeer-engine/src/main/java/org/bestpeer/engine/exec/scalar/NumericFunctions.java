package org.bestpeer.engine.exec.scalar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;

/** Functions of one number (and, for rounding, a number of digits). */
final class NumericFunctions {
    /** No number has digits farther from the point than this. */
    private static final int FARTHEST_DIGIT = 400;

    private NumericFunctions() {}

    static RowFunction of(Scalar.Call call) {
        DataType type = call.type();
        ScalarFunction function = call.function();
        return switch (function) {
            case POWER -> values -> Numbers.convert(power(real(values[0]), real(values[1])), type);
            case SQRT, EXP, LN, LOG10 -> values -> Numbers.convert(real(function, real(values[0])), type);
            default ->
                values -> {
                    Object value = values[0];
                    int digits = values.length > 1 ? digits(values[1]) : 0;
                    // Rounding a DOUBLE goes through its shortest decimal text, as a reader of the number would do it.
                    if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
                        throw Numbers.outOfRange(type);
                    }
                    return Numbers.convert(exact(function, decimal(value), digits), type);
                };
        };
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        return value instanceof Double number
                ? BigDecimal.valueOf(number)
                : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static double real(Object value) {
        return ((Number) value).doubleValue();
    }

    private static int digits(Object value) {
        return (int) Math.max(-FARTHEST_DIGIT, Math.min(FARTHEST_DIGIT, ((Number) value).longValue()));
    }

    private static BigDecimal exact(ScalarFunction function, BigDecimal value, int digits) {
        return switch (function) {
            case NEGATE -> value.negate();
            case ABS -> value.abs();
            case SIGN -> BigDecimal.valueOf(value.signum());
            case FLOOR -> value.setScale(0, RoundingMode.FLOOR);
            case CEILING -> value.setScale(0, RoundingMode.CEILING);
            case ROUND -> rounded(value, digits, RoundingMode.HALF_UP);
            case TRUNCATE -> rounded(value, digits, RoundingMode.DOWN);
            default -> throw new IllegalArgumentException(function + " is not a numeric function");
        };
    }

    private static BigDecimal rounded(BigDecimal value, int digits, RoundingMode mode) {
        return digits >= value.scale() ? value : value.setScale(digits, mode);
    }

    private static double power(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw Numbers.divisionByZero();
        }
        return defined(Math.pow(base, exponent), "power of a negative number to a fraction");
    }

    private static double real(ScalarFunction function, double value) {
        return switch (function) {
            case SQRT -> defined(Math.sqrt(value), "square root of a negative number");
            case EXP -> Math.exp(value);
            case LN -> Math.log(positive(value));
            case LOG10 -> Math.log10(positive(value));
            default -> throw new IllegalArgumentException(function + " is not a function of a real number");
        };
    }

    private static double positive(double value) {
        return defined(value > 0 ? value : Double.NaN, "logarithm of a number that is not positive");
    }

    private static double defined(double value, String what) {
        if (Double.isNaN(value)) {
            throw new BestPeerException(ErrorCode.NUMERIC_OUT_OF_RANGE, what + " is not defined");
        }
        return value;
    }
}
