package org.bestpeer.engine.placement;

import java.util.List;

/**
 * What the locator is asked for each scan of a query.
 *
 * @param table table name
 * @param columns columns that are read
 * @param ranges conjunction of ranges; empty if nothing is known of the predicate
 */
public record ScanRequest(String table, List<String> columns, List<ColumnRange> ranges) {
    public ScanRequest {
        columns = List.copyOf(columns);
        ranges = List.copyOf(ranges);
    }
}
