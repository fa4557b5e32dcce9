package org.bestpeer.node.store;

import org.bestpeer.engine.placement.TableStatistics;

/**
 * Rows that are in the store, durable and checked, but not visible. Ends with {@link #publish} or {@link #discard};
 * closing it discards what was not published, and so does a crash.
 */
public interface PreparedLoad extends AutoCloseable {
    /** Name of the table. */
    String table();

    /** Number of new rows. */
    long rows();

    /** The load version that the table will have. */
    long version();

    /** What is known of the whole table once this load is published. */
    TableStatistics statistics();

    /** Makes the rows visible, all at once, and returns the load version that shows them. */
    long publish();

    /** Throws the rows away. */
    void discard();

    @Override
    void close();
}
