package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.exec.Vector;

/** A compiled expression. Immutable, so any number of threads may use it. */
public interface Evaluator {
    /**
     * One value for each row.
     *
     * @throws org.bestpeer.engine.BestPeerException if a value cannot be computed
     */
    Vector evaluate(RowSet rows);
}
