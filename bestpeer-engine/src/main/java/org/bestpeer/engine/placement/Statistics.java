package org.bestpeer.engine.placement;

/** Port: what is known of a whole table, for join ordering before it is located. Blocks for a second at most. Thread-safe. */
public interface Statistics {
    TableStatistics of(String table);
}
