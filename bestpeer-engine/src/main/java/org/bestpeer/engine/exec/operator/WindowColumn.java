package org.bestpeer.engine.exec.operator;

import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.VectorBuilder;

/** One window function over all rows. */
interface WindowColumn {
    /** Appends the values of the rows of a partition. */
    void compute(WindowPartition partition, VectorBuilder out);

    /**
     * The function of a call.
     *
     * @param rows all rows, sorted
     */
    static WindowColumn of(Guard guard, Operator.Window window, WindowCall call, Batch rows) {
        return switch (call.function()) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE -> new WindowRank(call, rows);
            case LAG, LEAD -> new WindowShift(call, rows);
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE ->
                new WindowPick(guard, call, rows, new WindowFrames(window, call.frame(), rows));
            default -> new WindowAggregate(guard, window, call, rows);
        };
    }
}
