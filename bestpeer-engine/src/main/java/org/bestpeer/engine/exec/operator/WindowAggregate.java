package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.type.DataType;

/**
 * An aggregate over the frame of each row. Frames of neighbours overlap: rows are added, and taken back where that is
 * exact; only else is a frame computed from its beginning.
 */
final class WindowAggregate implements WindowColumn {
    private final Guard guard;
    private final WindowCall call;
    private final AggregateFunction function;
    private final List<Vector> arguments;
    private final List<DataType> types;
    private final WindowFrames frames;
    private Accumulator state;
    private int from;
    private int to;
    private int steps;

    WindowAggregate(Guard guard, Operator.Window window, WindowCall call, Batch rows) {
        this.guard = guard;
        this.call = call;
        this.function = call.function().aggregate().orElseThrow();
        this.arguments = JoinTable.columns(rows, call.arguments());
        this.types = arguments.stream().map(Vector::type).toList();
        this.frames = new WindowFrames(window, call.frame(), rows);
        this.state = empty();
    }

    private Accumulator empty() {
        Accumulator accumulator = Accumulators.of(function, types, call.output().type());
        accumulator.ensureGroups(1);
        return accumulator;
    }

    @Override
    public void compute(WindowPartition partition, VectorBuilder out) {
        restart(partition.from());
        for (int row = partition.from(); row < partition.to(); row++) {
            int first = frames.from(partition, row);
            int end = Math.max(first, frames.to(partition, row));
            if (frames.excludes()) {
                computeWithout(partition, row, first, end);
            } else {
                slide(first, end);
            }
            state.result(0, out);
        }
    }

    private void restart(int first) {
        state = empty();
        from = first;
        to = first;
    }

    private void slide(int first, int end) {
        boolean removable = first == from || (state.removes() && first > from && first < to);
        if (!removable || end < to) {
            restart(first);
        }
        for (; from < first; from++) {
            if (counts(from)) {
                state.remove(0, arguments, from);
            }
        }
        for (; to < end; to++) {
            add(to);
        }
    }

    private void computeWithout(WindowPartition partition, int row, int first, int end) {
        restart(first);
        for (int other = first; other < end; other++) {
            if (!frames.isExcluded(partition, row, other)) {
                add(other);
            }
        }
    }

    private void add(int row) {
        guard.checkSometimes(steps++);
        if (counts(row)) {
            state.add(0, arguments, row);
        }
    }

    private boolean counts(int row) {
        for (Vector argument : arguments) {
            if (argument.isNull(row)) {
                return false;
            }
        }
        return true;
    }
}
