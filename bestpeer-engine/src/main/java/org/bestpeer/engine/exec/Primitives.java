package org.bestpeer.engine.exec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Vectors as arrays, for loops over whole columns that shall not ask for each value. What is returned may be the vector's
 * own array: it must not be changed. Where a value is NULL the arrays hold anything.
 */
public final class Primitives {
    private Primitives() {}

    /** What {@link Vector#getLong} gives for each row. */
    public static long[] longs(Vector vector) {
        if (vector instanceof LongVector longs) {
            return longs.values();
        }
        long[] values = new long[vector.size()];
        if (vector instanceof IntVector ints) {
            int[] narrow = ints.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = narrow[i];
            }
        } else if (vector instanceof ConstantVector constant) {
            Arrays.fill(values, constant.isNull(0) ? 0 : constant.getLong(0));
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = vector.isNull(i) ? 0 : vector.getLong(i);
            }
        }
        return values;
    }

    /**
     * The digits, without the point, of exact numbers of any type that are held in 64 bits; null if they are not. Anything where
     * one is NULL.
     */
    public static long @Nullable [] digits(Vector vector) {
        return holdsDigits(vector) ? longs(vector) : null;
    }

    /** Whether {@link Vector#getLong} gives the digits of these exact numbers. */
    public static boolean holdsDigits(Vector vector) {
        return vector instanceof LongVector
                || vector instanceof IntVector
                || (vector instanceof ConstantVector constant && holdsDigits(constant.one()));
    }

    /** The array of a vector that holds 32 bits; null for others. */
    public static int @Nullable [] ints(Vector vector) {
        return vector instanceof IntVector ints ? ints.values() : null;
    }

    /** The values of BOOLEANs. */
    public static boolean[] booleans(Vector vector) {
        if (vector instanceof BooleanVector booleans) {
            return booleans.values();
        }
        boolean[] values = new boolean[vector.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = !vector.isNull(i) && vector.getLong(i) != 0;
        }
        return values;
    }

    /** Which values are NULL; null if none is. */
    public static boolean @Nullable [] nulls(Vector vector) {
        if (vector instanceof IntVector ints) {
            return ints.nulls();
        }
        if (vector instanceof LongVector longs) {
            return longs.nulls();
        }
        if (vector instanceof BooleanVector booleans) {
            return booleans.nulls();
        }
        if (vector instanceof ConstantVector constant && !constant.isNull(0)) {
            return null;
        }
        boolean[] nulls = new boolean[vector.size()];
        boolean any = false;
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] = vector.isNull(i);
            any |= nulls[i];
        }
        return any ? nulls : null;
    }

    /** In which rows one of two vectors has a NULL; null if in none. */
    public static boolean @Nullable [] nulls(Vector left, Vector right) {
        return either(nulls(left), nulls(right));
    }

    /** In which rows one of two holds; null stands for none. */
    public static boolean @Nullable [] either(boolean @Nullable [] a, boolean @Nullable [] b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        boolean[] either = new boolean[a.length];
        for (int i = 0; i < either.length; i++) {
            either[i] = a[i] || b[i];
        }
        return either;
    }
}
