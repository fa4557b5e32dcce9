package org.bestpeer.engine.exec;

import java.util.List;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Batches pulled one after the other by one thread; closing it early cancels what feeds it. */
public interface BatchStream extends AutoCloseable {
    List<Field> fields();

    /**
     * The next batch (never of 0 rows), or null after the last; blocks.
     *
     * @throws org.bestpeer.engine.BestPeerException if the rows cannot be had: the answer is never cut short silently
     */
    @Nullable
    Batch next();

    /** Idempotent; may be called from any thread. */
    @Override
    void close();
}
