package org.bestpeer.engine;

import java.util.List;
import org.bestpeer.engine.exec.BatchStream;

/** The rows of a running statement. Pulled by one thread; closing or cancelling it stops its fragments at their owners. */
public interface RowCursor extends BatchStream {
    /** Identifier of the query, as it appears in logs and at the owners. */
    String queryId();

    /**
     * The owners whose rows the answer lacks; empty if it is complete. Right from the moment at which the first batch, or the end,
     * is returned, and the same ever after.
     */
    List<MissingOwner> missing();

    /** Ends the statement with CANCELLED, from any thread; idempotent. */
    void cancel();
}
