package org.bestpeer.node.index;

import java.util.Optional;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.overlay.PeerContact;

/**
 * An entry of the index for a person to read.
 *
 * @param kind {@code table}, {@code column}, {@code range} or {@code histogram}
 * @param table table it speaks of
 * @param column column it speaks of; empty in the table index
 * @param source who says so
 * @param rows number of rows; of a histogram's entry those between its bounds
 * @param values what it says of the column's values; empty if nothing
 */
public record ListedEntry(
        String kind, String table, String column, Source source, double rows, Optional<ColumnStatistics> values) {
    /**
     * Who an entry is of.
     *
     * @param publisher peer, and where it is reached
     * @param company whose rows they are
     * @param loadVersion version of the rows that it speaks of
     * @param version grows with every publication
     */
    public record Source(PeerContact publisher, String company, long loadVersion, long version) {}
}
