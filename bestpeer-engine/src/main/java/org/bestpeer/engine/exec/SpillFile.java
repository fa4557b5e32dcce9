package org.bestpeer.engine.exec;

import org.jspecify.annotations.Nullable;

/** Pieces of bytes that are first written and then read, once and in the same order. Used by one thread, closed by any. */
public interface SpillFile extends AutoCloseable {
    /**
     * Appends a piece.
     *
     * @throws org.bestpeer.engine.BestPeerException OUT_OF_MEMORY if there is no room for it, CANCELLED if it is closed
     */
    void write(byte[] piece);

    /** The next piece; null after the last. Nothing can be written once the first was read. */
    byte @Nullable [] read();

    /** Deletes it. Idempotent. */
    @Override
    void close();
}
