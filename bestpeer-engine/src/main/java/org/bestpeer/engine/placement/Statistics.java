package org.bestpeer.engine.placement;

/** Port: what is known of a whole table, for join ordering before it is located. Never blocks. Thread-safe. */
public interface Statistics {
    TableStatistics of(String table);
}
