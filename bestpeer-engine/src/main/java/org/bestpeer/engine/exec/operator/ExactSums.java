package org.bestpeer.engine.exec.operator;

import java.math.BigDecimal;
import java.util.Arrays;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** Exact sums of any size: in 64 bits while they fit, so that only the result's type limits a sum, not its order. */
final class ExactSums {
    private final boolean narrow;
    private final int scale;
    private long[] low = new long[0];
    private @Nullable BigDecimal[] high = new BigDecimal[0];

    ExactSums(DataType input) {
        narrow = Vectors.fitsLong(input);
        scale = input.scale();
    }

    void ensureGroups(int groups) {
        if (groups > low.length) {
            low = Arrays.copyOf(low, groups * 2);
            high = Arrays.copyOf(high, groups * 2);
        }
    }

    void add(int group, Vector column, int row) {
        if (narrow) {
            addLong(group, column.getLong(row));
        } else {
            addHigh(group, Numbers.decimal(column, row));
        }
    }

    void addAll(int[] groups, Vector column, int[] rows, int count) {
        long[] values = Primitives.digits(column);
        if (values != null) {
            for (int i = 0; i < count; i++) {
                addLong(groups[rows[i]], values[rows[i]]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                addHigh(groups[rows[i]], Numbers.decimal(column, rows[i]));
            }
        }
    }

    void remove(int group, Vector column, int row) {
        if (narrow && column.getLong(row) != Long.MIN_VALUE) {
            addLong(group, -column.getLong(row));
        } else {
            addHigh(group, Numbers.decimal(column, row).negate());
        }
    }

    private void addLong(int group, long value) {
        long sum = low[group] + value;
        if (((low[group] ^ sum) & (value ^ sum)) < 0) {
            addHigh(group, BigDecimal.valueOf(low[group], scale));
            sum = value;
        }
        low[group] = sum;
    }

    private void addHigh(int group, BigDecimal value) {
        BigDecimal sum = high[group];
        high[group] = sum == null ? value : sum.add(value);
    }

    /** Of what is summed, and so of the sums. */
    int scale() {
        return scale;
    }

    /** Whether the sums of the groups from one number to before another fit 64 bits. */
    boolean areNarrow(int from, int to) {
        for (int group = from; group < to; group++) {
            if (high[group] != null) {
                return false;
            }
        }
        return true;
    }

    /** The digits of sums that fit. */
    long[] digits(int from, int to) {
        return Arrays.copyOfRange(low, from, to);
    }

    BigDecimal sum(int group) {
        BigDecimal sum = high[group];
        BigDecimal rest = BigDecimal.valueOf(low[group], scale);
        return sum == null ? rest : sum.add(rest);
    }
}
