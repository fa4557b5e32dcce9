package org.bestpeer.engine.placement;

import java.util.Map;

/**
 * One owner's share of a table.
 *
 * @param site who owns it
 * @param loadVersion version of its rows when it was located; the owner answers STALE to any other
 * @param statistics what its owner published
 * @param promised by column name: between which bounds its values lie, as its owner promised for this load version when
 *     it was located. A fact, unlike the statistics; columns without an unexpired promise are missing
 */
public record Partition(Site site, long loadVersion, TableStatistics statistics, Map<String, ColumnRange> promised) {
    public Partition {
        promised = Map.copyOf(promised);
    }

    /** A share of which nothing is promised. */
    public Partition(Site site, long loadVersion, TableStatistics statistics) {
        this(site, loadVersion, statistics, Map.of());
    }
}
