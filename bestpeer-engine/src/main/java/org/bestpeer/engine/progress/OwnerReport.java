package org.bestpeer.engine.progress;

import java.util.List;

/**
 * What an owner tells of a fragment once it has sent all rows. Of its tables that is how it reads them, never how many rows
 * there are: some may be hidden from who asks.
 *
 * @param reads of each scan that began
 * @param spilledBytes written to disk, as they did not fit into memory
 */
public record OwnerReport(List<Read> reads, long spilledBytes) {
    public OwnerReport {
        reads = List.copyOf(reads);
    }

    /** A scan of a table. */
    public record Read(String table, AccessPath path) {}
}
