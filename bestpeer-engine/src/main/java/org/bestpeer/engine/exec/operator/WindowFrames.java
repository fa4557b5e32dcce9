package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.algebra.WindowFrame;
import org.bestpeer.engine.algebra.WindowFrame.Bound;
import org.bestpeer.engine.algebra.WindowFrame.Edge;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;

/** Where the frame of each row begins and ends. */
final class WindowFrames {
    private final Operator.Window window;
    private final WindowFrame frame;
    private final Batch rows;
    private final long startRows;
    private final long endRows;

    WindowFrames(Operator.Window window, WindowFrame frame, Batch rows) {
        this.window = window;
        this.frame = frame;
        this.rows = rows;
        this.startRows = rowOffset(frame.start());
        this.endRows = rowOffset(frame.end());
    }

    private long rowOffset(Bound bound) {
        if (frame.unit() != WindowFrame.Unit.ROWS || bound.offset().isEmpty()) {
            return 0;
        }
        Object offset = ScalarCompiler.constant(bound.offset().get());
        long count = offset == null ? -1 : Math.min(Numbers.wholeNumber(offset), Integer.MAX_VALUE);
        if (count < 0) {
            throw new BestPeerException(ErrorCode.INVALID_VALUE, "a window frame is not of a number of rows");
        }
        return bound.edge() == Edge.PRECEDING ? -count : count;
    }

    boolean excludes() {
        return frame.exclusion() != WindowFrame.Exclusion.NONE;
    }

    boolean isExcluded(WindowPartition partition, int row, int other) {
        return switch (frame.exclusion()) {
            case NONE -> false;
            case CURRENT_ROW -> other == row;
            case GROUP -> isPeer(partition, row, other);
            case TIES -> other != row && isPeer(partition, row, other);
        };
    }

    private static boolean isPeer(WindowPartition partition, int row, int other) {
        return partition.peerFrom()[row] <= other && other < partition.peerTo()[row];
    }

    /** First row of the frame. */
    int from(WindowPartition partition, int row) {
        Edge edge = frame.start().edge();
        if (edge == Edge.UNBOUNDED_PRECEDING) {
            return partition.from();
        }
        if (frame.unit() == WindowFrame.Unit.ROWS) {
            return clipped(partition, row + startRows);
        }
        return edge == Edge.CURRENT_ROW ? partition.peerFrom()[row] : search(partition, row, frame.start(), false);
    }

    /** Row after the last of the frame; not after the first if the frame is empty. */
    int to(WindowPartition partition, int row) {
        Edge edge = frame.end().edge();
        if (edge == Edge.UNBOUNDED_FOLLOWING) {
            return partition.to();
        }
        if (frame.unit() == WindowFrame.Unit.ROWS) {
            return clipped(partition, row + endRows + 1);
        }
        return edge == Edge.CURRENT_ROW ? partition.peerTo()[row] : search(partition, row, frame.end(), true);
    }

    private static int clipped(WindowPartition partition, long row) {
        return (int) Math.max(partition.from(), Math.min(partition.to(), row));
    }

    /** The first row whose key is at (or, for an end, behind) the boundary value; NULLs are only reached by NULLs. */
    private int search(WindowPartition partition, int row, Bound bound, boolean behind) {
        SortKey sort = window.order().get(0);
        Vector keys = rows.columns().get(sort.column());
        Vector boundary = rows.columns().get(((Scalar.ColumnRef) bound.offset().orElseThrow()).index());
        if (keys.isNull(row) || boundary.isNull(row)) {
            return behind ? partition.peerTo()[row] : partition.peerFrom()[row];
        }
        KeyDomain domain = KeyDomain.of(List.of(keys.type(), boundary.type()));
        int low = partition.from();
        int high = partition.to();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before;
            if (keys.isNull(middle)) {
                before = sort.nullsFirst();
            } else {
                int order = domain.compare(keys, middle, boundary, row) * (sort.descending() ? -1 : 1);
                before = behind ? order <= 0 : order < 0;
            }
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low;
    }
}
