package org.bestpeer.engine.exec.operator;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** MIN, MAX, ANY_VALUE and SINGLE_VALUE: one of the values. Values of 64 bits are held without a box. */
final class PickAccumulator implements Accumulator {
    private static final long BYTES_PER_GROUP = 64;

    private final AggregateFunction function;
    private final DataType input;
    private final DataType type;
    private final boolean coded;
    private boolean[] present = new boolean[0];
    private boolean[] isNull = new boolean[0];
    private long[] codes = new long[0];
    private @Nullable Object[] values = new Object[0];
    private long bytes;

    PickAccumulator(AggregateFunction function, DataType input, DataType type) {
        this.function = function;
        this.input = input;
        this.type = type;
        this.coded = Vectors.fitsLong(input);
    }

    @Override
    public boolean takesNulls() {
        return function == AggregateFunction.SINGLE_VALUE;
    }

    @Override
    public void ensureGroups(int groups) {
        if (groups <= present.length) {
            return;
        }
        present = Arrays.copyOf(present, groups * 2);
        isNull = Arrays.copyOf(isNull, groups * 2);
        if (coded) {
            codes = Arrays.copyOf(codes, groups * 2);
        } else {
            values = Arrays.copyOf(values, groups * 2);
        }
    }

    @Override
    public void add(int group, List<Vector> arguments, int row) {
        Vector candidate = arguments.get(0);
        if (present[group] && !replaces(candidate, row, group)) {
            return;
        }
        present[group] = true;
        isNull[group] = candidate.isNull(row);
        if (coded) {
            codes[group] = candidate.getLong(row);
        } else {
            Object value = candidate.get(row);
            bytes += length(value) - length(values[group]);
            values[group] = value;
        }
    }

    private boolean replaces(Vector candidate, int row, int group) {
        return switch (function) {
            case MIN -> compare(candidate, row, group) < 0;
            case MAX -> compare(candidate, row, group) > 0;
            case SINGLE_VALUE ->
                throw new BestPeerException(
                        ErrorCode.CARDINALITY_VIOLATION, "a scalar sub-query gave more than one row");
            default -> false;
        };
    }

    private int compare(Vector candidate, int row, int group) {
        if (coded) {
            return Long.compare(candidate.getLong(row), codes[group]);
        }
        Object value = candidate.get(row);
        Object best = values[group];
        return value == null || best == null ? 0 : KeyDomain.compareValues(value, best);
    }

    @Override
    public void result(int group, VectorBuilder out) {
        if (!present[group] || isNull[group]) {
            out.appendNull();
        } else if (!coded) {
            Object value = values[group];
            out.append(value instanceof BigDecimal number ? Numbers.convert(number, type) : value);
        } else if (type.isNumeric()) {
            out.append(Numbers.convert(BigDecimal.valueOf(codes[group], input.scale()), type));
        } else {
            out.appendLong(codes[group]);
        }
    }

    private static long length(@Nullable Object value) {
        return value instanceof String text ? 2L * text.length() : 0;
    }

    @Override
    public long takeBytes() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }

    @Override
    public long bytesPerGroup() {
        return BYTES_PER_GROUP;
    }
}
