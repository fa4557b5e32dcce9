package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;

/** Trigonometry and other functions from DOUBLE to DOUBLE. */
final class Angles {
    private Angles() {}

    static RowFunction of(Scalar.Call call) {
        DataType type = call.type();
        ScalarFunction function = call.function();
        if (function == ScalarFunction.ATAN2) {
            return values -> Numbers.convert(Math.atan2(real(values[0]), real(values[1])), type);
        }
        return values -> Numbers.convert(value(function, real(values[0])), type);
    }

    private static double real(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double value(ScalarFunction function, double x) {
        return switch (function) {
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case COT -> 1 / Math.tan(x);
            case ASIN -> Math.asin(withinOne(x));
            case ACOS -> Math.acos(withinOne(x));
            case ATAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case CBRT -> Math.cbrt(x);
            case DEGREES -> Math.toDegrees(x);
            case RADIANS -> Math.toRadians(x);
            default -> throw new IllegalArgumentException(function + " is not a function of a real number");
        };
    }

    private static double withinOne(double x) {
        if (x < -1 || x > 1) {
            throw new BestPeerException(ErrorCode.NUMERIC_OUT_OF_RANGE, "no angle has a sine or cosine beyond 1");
        }
        return x;
    }
}
