package org.bestpeer.engine.placement;

/**
 * One owner's share of a table.
 *
 * @param site who owns it
 * @param loadVersion version of its rows when it was located; the owner answers STALE to any other
 * @param statistics what its owner published
 */
public record Partition(Site site, long loadVersion, TableStatistics statistics) {}
