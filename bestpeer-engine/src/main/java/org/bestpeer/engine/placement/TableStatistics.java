package org.bestpeer.engine.placement;

import java.util.List;
import java.util.Map;

/**
 * What is known of a table, or of one owner's share of it. An estimate, never a fact.
 *
 * @param rows number of rows
 * @param columns by column name; columns may be missing
 * @param joint of pairs of columns that depend on each other, those that do most first
 */
public record TableStatistics(double rows, Map<String, ColumnStatistics> columns, List<JointHistogram> joint) {
    public static final TableStatistics UNKNOWN = new TableStatistics(1000, Map.of());

    public TableStatistics {
        columns = Map.copyOf(columns);
        joint = List.copyOf(joint);
    }

    /** Of columns that are taken not to depend on each other. */
    public TableStatistics(double rows, Map<String, ColumnStatistics> columns) {
        this(rows, columns, List.of());
    }
}
