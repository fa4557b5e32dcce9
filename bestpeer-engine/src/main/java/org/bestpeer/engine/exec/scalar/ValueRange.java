package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The 64-bit values that a comparison with a constant takes: those from one to another, or all others. Loops have no branch that
 * depends on a value, which a processor would have to guess.
 *
 * @param low the smallest
 * @param width how far it is to the largest, unsigned
 * @param inside whether it takes these, or the others
 */
record ValueRange(long low, long width, boolean inside) {
    /** Null if the comparison takes nothing for this constant, or is none of the six. */
    static @Nullable ValueRange of(ScalarFunction function, long constant) {
        return switch (function) {
            case EQUAL -> new ValueRange(constant, 0, true);
            case NOT_EQUAL -> new ValueRange(constant, 0, false);
            case LESS -> constant == Long.MIN_VALUE ? null : between(Long.MIN_VALUE, constant - 1);
            case LESS_OR_EQUAL -> between(Long.MIN_VALUE, constant);
            case GREATER -> constant == Long.MAX_VALUE ? null : between(constant + 1, Long.MAX_VALUE);
            case GREATER_OR_EQUAL -> between(constant, Long.MAX_VALUE);
            default -> null;
        };
    }

    private static ValueRange between(long low, long high) {
        return new ValueRange(low, high - low, true);
    }

    /** Writes the positions of present values that it takes; returns how many. */
    int select(Vector column, int @Nullable [] rows, int[] positions) {
        int count = select(Primitives.ints(column), column, rows, positions);
        boolean[] nulls = Primitives.nulls(column);
        if (nulls == null) {
            return count;
        }
        int present = 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? positions[i] : rows[positions[i]];
            if (!nulls[row]) {
                positions[present++] = positions[i];
            }
        }
        return present;
    }

    private int select(int @Nullable [] ints, Vector column, int @Nullable [] rows, int[] positions) {
        int size = rows == null ? column.size() : rows.length;
        int count = 0;
        if (ints != null) {
            for (int i = 0; i < size; i++) {
                positions[count] = i;
                count += taken(ints[rows == null ? i : rows[i]]);
            }
            return count;
        }
        long[] longs = Primitives.longs(column);
        if (rows == null) {
            for (int i = 0; i < size; i++) {
                positions[count] = i;
                count += taken(longs[i]);
            }
        } else {
            for (int i = 0; i < size; i++) {
                positions[count] = i;
                count += taken(longs[rows[i]]);
            }
        }
        return count;
    }

    /** 1 or 0. */
    private int taken(long value) {
        return Long.compareUnsigned(value - low, width) <= 0 == inside ? 1 : 0;
    }
}
