package org.bestpeer.engine;

import org.bestpeer.engine.exec.BatchStream;

/** The rows of a running statement. Pulled by one thread; closing or cancelling it stops its fragments at their owners. */
public interface RowCursor extends BatchStream {
    /** Identifier of the query, as it appears in logs and at the owners. */
    String queryId();

    /** Ends the statement with CANCELLED, from any thread; idempotent. */
    void cancel();
}
