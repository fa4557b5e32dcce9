package org.bestpeer.engine.progress;

import java.util.List;

/** The queries of a home peer that run, and the last that ended. Thread-safe. */
@FunctionalInterface
public interface RecentQueries {
    /**
     * All of them at this moment, of all users: who passes them on shows a user no other's. The oldest first; those that
     * ended before those that run.
     */
    List<QuerySnapshot> list();
}
