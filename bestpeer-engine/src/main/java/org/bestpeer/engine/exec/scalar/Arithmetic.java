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

/** The five operations on two numbers: in DOUBLE if one of the types is, in 64 bits between integers, else exact. */
record Arithmetic(ScalarFunction function, Evaluator left, Evaluator right, DataType type, Way way)
        implements Evaluator {
    /** What to compute in. */
    private enum Way {
        LONGS,
        SCALED,
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
        boolean fits = Vectors.isCompact(type) && Vectors.fitsLong(left) && Vectors.fitsLong(right);
        boolean aligned =
                switch (function) {
                    case ADD, SUBTRACT -> left.scale() <= type.scale() && right.scale() <= type.scale();
                    case MULTIPLY -> left.scale() + right.scale() == type.scale();
                    default -> false;
                };
        return fits && aligned ? Way.SCALED : Way.DECIMALS;
    }

    @Override
    public Vector evaluate(RowSet rows) {
        Vector a = left.evaluate(rows);
        Vector b = right.evaluate(rows);
        return switch (way) {
            case LONGS, SCALED -> longs(a, b);
            case DECIMALS -> decimals(a, b);
            case DOUBLES -> doubles(a, b);
        };
    }

    private Vector longs(Vector a, Vector b) {
        long[] x = Primitives.longs(a);
        long[] y = Primitives.longs(b);
        boolean[] nulls = Primitives.nulls(a, b);
        long[] values = new long[x.length];
        long xFactor = factor(a.type());
        long yFactor = factor(b.type());
        try {
            if (nulls == null && xFactor == 1 && yFactor == 1 && function == ScalarFunction.MULTIPLY) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.multiplyExact(x[i], y[i]);
                }
            } else {
                for (int i = 0; i < values.length; i++) {
                    if (nulls == null || !nulls[i]) {
                        values[i] = apply(times(x[i], xFactor), times(y[i], yFactor));
                    }
                }
            }
        } catch (ArithmeticException e) {
            throw Numbers.outOfRange(type);
        }
        requireRange(values);
        return Vectors.longs(type, values, nulls);
    }

    /** Where there is a NULL, there is a 0. */
    private void requireRange(long[] values) {
        if (way == Way.SCALED) {
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

    private static long times(long value, long factor) {
        return factor == 1 ? value : Math.multiplyExact(value, factor);
    }

    private long factor(DataType operand) {
        boolean shifts = way == Way.SCALED && function != ScalarFunction.MULTIPLY;
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
