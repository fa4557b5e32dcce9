package org.bestpeer.engine.placement;

import java.time.Duration;
import java.util.List;

/** Port: finds the owners of tables. Thread-safe. */
public interface SiteLocator {
    /**
     * Locates all scans of a query at once. Owners that are not in the index are named ({@link Placement#missing}); whoever
     * asks must see to it that no answer is smaller without its user knowing.
     *
     * @return one placement for each request, in the same order
     * @throws org.bestpeer.engine.BestPeerException naming the table, if the index cannot be reached within the time
     */
    List<Placement> locate(List<ScanRequest> requests, Duration timeout);

    /** Forgets what is cached of these tables, because an owner said STALE or was not reached. */
    void invalidate(List<String> tables);
}
