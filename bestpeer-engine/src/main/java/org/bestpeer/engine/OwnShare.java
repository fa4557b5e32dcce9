package org.bestpeer.engine;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.placement.Site;
import org.jspecify.annotations.Nullable;

/** Port: the rows that this peer's company shares, for statements that change them. Thread-safe. */
public interface OwnShare {
    /**
     * Opens a table for one statement or batch; others that want to change it wait until it is closed.
     *
     * @throws BestPeerException ACCESS_DENIED if the principal may not change the table, DEADLINE_EXCEEDED if it was not
     *     free in time
     */
    OpenTable open(TableDefinition table, Principal principal, Instant deadline);

    /** Whether a site is this peer. */
    boolean isHere(Site site);

    /** A table that nobody else changes. Used by one thread. */
    interface OpenTable extends AutoCloseable {
        /**
         * Takes rows away and adds others, all or nothing, durable and visible to every query of the network when it
         * returns.
         *
         * @param removed numbers of rows of the version that is current
         * @param added rows in the columns of the table and in the Java classes of their types
         * @throws BestPeerException if a row breaks a rule of the table (then nothing has changed), or RESULT_UNKNOWN
         */
        void change(Set<Long> removed, List<@Nullable Object[]> added);

        @Override
        void close();
    }
}
