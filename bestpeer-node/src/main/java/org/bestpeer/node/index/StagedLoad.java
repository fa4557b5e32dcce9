package org.bestpeer.node.index;

import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.placement.TableStatistics;

/** Port: rows that are durable in the store but that no query sees yet. Used by one thread. */
public interface StagedLoad {
    TableDefinition table();

    /** Load version that queries see now; 0 if the table was never loaded. */
    long currentVersion();

    /** What the table will be like with these rows. */
    TableStatistics statisticsAfter();

    /**
     * Makes the rows visible, all at once.
     *
     * @return the new load version
     */
    long makeVisible();

    /** Drops the rows. */
    void discard();
}
