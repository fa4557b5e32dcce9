package org.bestpeer.engine.placement;

import java.util.List;

/**
 * What the locator is asked for each scan of a query.
 *
 * @param table table name
 * @param columns columns that are read
 * @param ranges conjunction of ranges; empty if nothing is known of the predicate
 * @param keys columns that are joined by; what owners promise of them tells which rows live together
 */
public record ScanRequest(String table, List<String> columns, List<ColumnRange> ranges, List<String> keys) {
    public ScanRequest {
        columns = List.copyOf(columns);
        ranges = List.copyOf(ranges);
        keys = List.copyOf(keys);
    }

    /** A request of a scan that nothing is joined with. */
    public ScanRequest(String table, List<String> columns, List<ColumnRange> ranges) {
        this(table, columns, ranges, List.of());
    }
}
