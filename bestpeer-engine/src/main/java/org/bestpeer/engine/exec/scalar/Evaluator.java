package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;

/** A compiled expression. Immutable, so any number of threads may use it. */
public interface Evaluator {
    /**
     * One value for each row.
     *
     * @throws org.bestpeer.engine.BestPeerException if a value cannot be computed
     */
    Vector evaluate(RowSet rows);

    /**
     * Of a BOOLEAN: writes the positions among the rows, ascending, at which it is TRUE.
     *
     * @param positions with room for all rows
     * @return how many there are
     */
    default int select(RowSet rows, int[] positions) {
        return Vectors.select(evaluate(rows), positions);
    }
}
