package org.bestpeer.engine.progress;

/** How far a query, or a fragment of it at one site, is. */
public enum RunState {
    /** Not begun: a query waits for its turn; a fragment needs what others send, or nobody wanted its rows so far. */
    WAITING,
    RUNNING,
    FINISHED,
    FAILED,
    /** Given up before its last row: by the user, because something else failed, or because no more rows were needed. */
    CANCELLED,
    /** Not asked at all: the keys that were to be sent along show that it has no rows for the query. */
    SKIPPED;

    /** Whether nothing more will happen. */
    public boolean isOver() {
        return this != WAITING && this != RUNNING;
    }
}
