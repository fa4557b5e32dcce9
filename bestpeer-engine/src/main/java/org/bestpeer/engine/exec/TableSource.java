package org.bestpeer.engine.exec;

/** Port: an owner's store. Thread-safe. */
public interface TableSource {
    /**
     * Reads rows. The store applies the scan's filter and limit exactly, or refuses.
     *
     * @param scan what to read
     * @return its rows, all of one load version, pinned until the stream is closed
     */
    BatchStream scan(StoreScan scan);

    /**
     * Takes from a condition over the scan's columns what this store can evaluate with the very same result.
     */
    boolean canEvaluate(org.bestpeer.engine.algebra.Scalar condition);
}
