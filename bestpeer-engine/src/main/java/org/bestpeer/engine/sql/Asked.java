package org.bestpeer.engine.sql;

/** What of a query a statement asks for. */
public enum Asked {
    ROWS,
    /** How it would be run: {@code EXPLAIN}. */
    PLAN,
    /** How it was run, after running it: {@code EXPLAIN ANALYZE}. */
    ANALYSIS
}
