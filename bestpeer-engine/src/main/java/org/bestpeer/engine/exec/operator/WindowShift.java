package org.bestpeer.engine.exec.operator;

import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.algebra.WindowFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.scalar.Numbers;

/** LAG and LEAD: the value of a row so many rows away in the partition. */
final class WindowShift implements WindowColumn {
    private static final int DISTANCE = 1;
    private static final int OTHERWISE = 2;

    private final WindowCall call;
    private final Batch rows;
    private final Vector values;
    private final int step;

    WindowShift(WindowCall call, Batch rows) {
        this.call = call;
        this.rows = rows;
        this.values = WindowPick.argument(call, rows, 0);
        this.step = call.function() == WindowFunction.LEAD ? 1 : -1;
    }

    @Override
    public void compute(WindowPartition partition, VectorBuilder out) {
        Vector otherwise = call.arguments().size() > OTHERWISE ? WindowPick.argument(call, rows, OTHERWISE) : null;
        for (int row = partition.from(); row < partition.to(); row++) {
            Object distance = call.arguments().size() > DISTANCE
                    ? rows.columns().get(call.arguments().get(DISTANCE)).get(row)
                    : (Object) 1;
            if (distance == null) {
                out.appendNull();
                continue;
            }
            long target = target(partition, row, Numbers.wholeNumber(distance));
            if (target >= 0) {
                out.appendFrom(values, (int) target);
            } else if (otherwise == null) {
                out.appendNull();
            } else {
                out.appendFrom(otherwise, row);
            }
        }
    }

    /** The row to take the value of; -1 if it would be outside the partition. */
    private long target(WindowPartition partition, int row, long distance) {
        long most = partition.size();
        long steps = Math.max(-most, Math.min(most, distance)) * step;
        if (!call.ignoreNulls() || steps == 0) {
            long target = row + steps;
            return target >= partition.from() && target < partition.to() ? target : -1;
        }
        int direction = steps < 0 ? -1 : 1;
        long left = Math.abs(steps);
        for (int at = row + direction; at >= partition.from() && at < partition.to(); at += direction) {
            left -= values.isNull(at) ? 0 : 1;
            if (left == 0) {
                return at;
            }
        }
        return -1;
    }
}
