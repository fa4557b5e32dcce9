package org.bestpeer.engine.exec.scalar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** The five operations on two numbers: in DOUBLE if one of the types is, in 64 bits between integers, else exact. */
record Arithmetic(ScalarFunction function, Evaluator left, Evaluator right, DataType type, Way way)
        implements Evaluator {
    /** What to compute in. */
    private enum Way {
        LONGS,
        /** 64 bits, and the result's type has no more digits than fit. */
        SCALED,
        /** 64 bits while operands and results fit, else exact. */
        TRIED,
        DECIMALS,
        DOUBLES
    }

    static Arithmetic of(
            ScalarFunction function,
            Evaluator left,
            DataType leftType,
            Evaluator right,
            DataType rightType,
            DataType type) {
        return new Arithmetic(function, left, right, type, way(function, leftType, rightType, type));
    }

    private static Way way(ScalarFunction function, DataType left, DataType right, DataType type) {
        if (left.kind() == TypeKind.DOUBLE || right.kind() == TypeKind.DOUBLE || type.kind() == TypeKind.DOUBLE) {
            return Way.DOUBLES;
        }
        if (Numbers.isInteger(left) && Numbers.isInteger(right) && Numbers.isInteger(type)) {
            return Way.LONGS;
        }
        if (type.kind() != TypeKind.DECIMAL || !isAligned(function, left.scale(), right.scale(), type.scale())) {
            return Way.DECIMALS;
        }
        return Vectors.isCompact(type) && Vectors.fitsLong(left) && Vectors.fitsLong(right) ? Way.SCALED : Way.TRIED;
    }

    /** Whether the digits of the result are those of the operands' digits, brought to the result's scale. */
    private static boolean isAligned(ScalarFunction function, int left, int right, int result) {
        return switch (function) {
            case ADD, SUBTRACT ->
                left <= result && right <= result && result - Math.min(left, right) <= Vectors.COMPACT_DIGITS;
            case MULTIPLY -> left + right == result;
            default -> false;
        };
    }

    @Override
    public Vector evaluate(RowSet rows) {
        Vector a = left.evaluate(rows);
        Vector b = right.evaluate(rows);
        return switch (way) {
            case LONGS, SCALED -> longs(a, b);
            case TRIED -> tried(a, b);
            case DECIMALS -> decimals(a, b);
            case DOUBLES -> doubles(a, b);
        };
    }

    private Vector longs(Vector a, Vector b) {
        boolean[] nulls = Primitives.nulls(a, b);
        long[] values;
        try {
            values = exact(Primitives.longs(a), factor(a.type()), Primitives.longs(b), factor(b.type()), nulls);
        } catch (ArithmeticException e) {
            throw Numbers.outOfRange(type);
        }
        requireRange(values);
        return Vectors.longs(type, values, nulls);
    }

    private Vector tried(Vector a, Vector b) {
        long[] x = Primitives.digits(a);
        long[] y = Primitives.digits(b);
        if (x == null || y == null) {
            return decimals(a, b);
        }
        boolean[] nulls = Primitives.nulls(a, b);
        try {
            long[] values = exact(x, factor(a.type()), y, factor(b.type()), nulls);
            if (Vectors.isCompact(type)) {
                requireRange(values);
            }
            return Vectors.longs(type, values, nulls);
        } catch (ArithmeticException e) {
            return decimals(a, b);
        }
    }

    /** @throws ArithmeticException if a result does not fit 64 bits */
    private long[] exact(long[] x, long xFactor, long[] y, long yFactor, boolean @Nullable [] nulls) {
        if (nulls == null) {
            return exact(scaled(x, xFactor), scaled(y, yFactor));
        }
        long[] values = new long[x.length];
        for (int i = 0; i < values.length; i++) {
            if (!nulls[i]) {
                values[i] = apply(Math.multiplyExact(x[i], xFactor), Math.multiplyExact(y[i], yFactor));
            }
        }
        return values;
    }

    /** One loop for each frequent operation, so that none asks which it is. */
    private long[] exact(long[] x, long[] y) {
        long[] values = new long[x.length];
        switch (function) {
            case ADD -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.addExact(x[i], y[i]);
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.subtractExact(x[i], y[i]);
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.multiplyExact(x[i], y[i]);
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = apply(x[i], y[i]);
                }
            }
        }
        return values;
    }

    private static long[] scaled(long[] values, long factor) {
        if (factor == 1) {
            return values;
        }
        long[] scaled = new long[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Math.multiplyExact(values[i], factor);
        }
        return scaled;
    }

    /** Where there is a NULL, there is a 0. */
    private void requireRange(long[] values) {
        if (way != Way.LONGS) {
            long limit = Numbers.powerOfTen(type.precision());
            for (long value : values) {
                if (value >= limit || value <= -limit) {
                    throw Numbers.outOfRange(type);
                }
            }
        } else if (type.kind() != TypeKind.BIGINT) {
            for (long value : values) {
                Numbers.fit(value, type);
            }
        }
    }

    private long factor(DataType operand) {
        boolean shifts = way != Way.LONGS && function != ScalarFunction.MULTIPLY;
        return shifts ? Numbers.powerOfTen(type.scale() - operand.scale()) : 1;
    }

    private long apply(long a, long b) {
        return switch (function) {
            case ADD -> Math.addExact(a, b);
            case SUBTRACT -> Math.subtractExact(a, b);
            case MULTIPLY -> Math.multiplyExact(a, b);
            case DIVIDE -> b == -1 ? Math.negateExact(a) : a / nonZero(b);
            case MODULO -> a % nonZero(b);
            default -> throw new IllegalArgumentException(function + " is not arithmetic");
        };
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw Numbers.divisionByZero();
        }
        return divisor;
    }

    private Vector decimals(Vector a, Vector b) {
        VectorBuilder builder = VectorBuilder.of(type, a.size());
        for (int i = 0; i < a.size(); i++) {
            if (a.isNull(i) || b.isNull(i)) {
                builder.appendNull();
            } else {
                builder.append(Numbers.convert(apply(Numbers.decimal(a, i), Numbers.decimal(b, i)), type));
            }
        }
        return builder.build();
    }

    private BigDecimal apply(BigDecimal a, BigDecimal b) {
        return switch (function) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> a.divide(nonZero(b), type.scale(), RoundingMode.HALF_UP);
            case MODULO -> a.remainder(nonZero(b));
            default -> throw new IllegalArgumentException(function + " is not arithmetic");
        };
    }

    private static BigDecimal nonZero(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw Numbers.divisionByZero();
        }
        return divisor;
    }

    private Vector doubles(Vector a, Vector b) {
        VectorBuilder builder = VectorBuilder.of(type, a.size());
        for (int i = 0; i < a.size(); i++) {
            if (a.isNull(i) || b.isNull(i)) {
                builder.appendNull();
            } else {
                builder.append(Numbers.convert(apply(a.getDouble(i), b.getDouble(i)), type));
            }
        }
        return builder.build();
    }

    private double apply(double a, double b) {
        if (b == 0 && (function == ScalarFunction.DIVIDE || function == ScalarFunction.MODULO)) {
            throw Numbers.divisionByZero();
        }
        return switch (function) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MODULO -> a % b;
            default -> throw new IllegalArgumentException(function + " is not arithmetic");
        };
    }
}
