package org.bestpeer.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Cursors that are open, or were a moment ago. Thread-safe. */
public final class OpenCursors {
    private final Set<QueryCursor> cursors = ConcurrentHashMap.newKeySet();

    OpenCursors() {}

    void add(QueryCursor cursor) {
        cursors.add(cursor);
    }

    /** Ends those whose time is over, and forgets those that are over. */
    void endExpired() {
        cursors.removeIf(QueryCursor::endIfExpired);
    }

    /** Cursors that are open. */
    int size() {
        cursors.removeIf(QueryCursor::isOver);
        return cursors.size();
    }
}
