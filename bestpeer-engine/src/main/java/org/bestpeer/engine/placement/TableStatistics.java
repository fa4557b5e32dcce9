package org.bestpeer.engine.placement;

import java.util.Map;

/**
 * What is known of a table, or of one owner's share of it. An estimate, never a fact.
 *
 * @param rows number of rows
 * @param columns by column name; columns may be missing
 */
public record TableStatistics(double rows, Map<String, ColumnStatistics> columns) {
    public static final TableStatistics UNKNOWN = new TableStatistics(1000, Map.of());

    public TableStatistics {
        columns = Map.copyOf(columns);
    }
}
