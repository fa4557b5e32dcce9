package org.bestpeer.engine.exec.operator;

import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.algebra.WindowFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.exec.scalar.RowSet;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;
import org.jspecify.annotations.Nullable;

/** FIRST_VALUE, LAST_VALUE and NTH_VALUE: the value of one row of the frame. */
final class WindowPick implements WindowColumn {
    private final Guard guard;
    private final WindowCall call;
    private final Batch rows;
    private final WindowFrames frames;
    private final Vector values;

    WindowPick(Guard guard, WindowCall call, Batch rows, WindowFrames frames) {
        this.guard = guard;
        this.call = call;
        this.rows = rows;
        this.frames = frames;
        this.values = argument(call, rows, 0);
    }

    /** An argument under the type of the result. */
    static Vector argument(WindowCall call, Batch rows, int argument) {
        int column = call.arguments().get(argument);
        Vector values = rows.columns().get(column);
        return ScalarCompiler.compile(
                        new Scalar.ColumnRef(column, values.type()),
                        call.output().type())
                .evaluate(RowSet.all(rows));
    }

    @Override
    public void compute(WindowPartition partition, VectorBuilder out) {
        for (int row = partition.from(); row < partition.to(); row++) {
            guard.checkSometimes(row);
            Long place = place(row);
            int picked = place == null ? -1 : picked(partition, row, place);
            if (picked < 0) {
                out.appendNull();
            } else {
                out.appendFrom(values, picked);
            }
        }
    }

    /** Which row of the frame is wanted, from 1. */
    private @Nullable Long place(int row) {
        if (call.function() != WindowFunction.NTH_VALUE) {
            return 1L;
        }
        Object place = rows.columns().get(call.arguments().get(1)).get(row);
        if (place == null) {
            return null;
        }
        long number = Numbers.wholeNumber(place);
        if (number <= 0) {
            throw new BestPeerException(
                    ErrorCode.INVALID_VALUE, "NTH_VALUE of row %d; rows are counted from 1".formatted(number));
        }
        return number;
    }

    private int picked(WindowPartition partition, int row, long place) {
        int from = frames.from(partition, row);
        int to = frames.to(partition, row);
        boolean simple = !call.ignoreNulls() && !frames.excludes();
        boolean last = call.function() == WindowFunction.LAST_VALUE;
        if (simple) {
            return from >= to || place > to - from ? -1 : last ? to - 1 : from + (int) place - 1;
        }
        long left = place;
        int step = last ? -1 : 1;
        for (int at = last ? to - 1 : from; at >= from && at < to; at += step) {
            boolean counts = !frames.isExcluded(partition, row, at) && !(call.ignoreNulls() && values.isNull(at));
            left -= counts ? 1 : 0;
            if (left == 0) {
                return at;
            }
        }
        return -1;
    }
}
