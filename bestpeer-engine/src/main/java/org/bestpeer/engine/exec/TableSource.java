package org.bestpeer.engine.exec;

import org.bestpeer.engine.algebra.Scalar;

/** Port: an owner's store. Thread-safe. */
public interface TableSource {
    /**
     * Reads rows. The store applies the scan's filter exactly, or refuses.
     *
     * @param scan what to read; where it has a limit, more rows may come, among which the wanted ones are
     * @return its rows, all of one load version, pinned until the stream is closed
     */
    BatchStream scan(StoreScan scan);

    /**
     * Whether this store evaluates a condition over columns of the table with the very same result as the engine.
     */
    boolean canEvaluate(Scalar condition);
}
