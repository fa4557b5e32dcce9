package org.bestpeer.engine.plan;

import java.util.List;
import org.bestpeer.engine.placement.ColumnStatistics;

/**
 * What a plan is thought to produce.
 *
 * @param rows number of rows, at least 0
 * @param columns what is known of each column's values
 */
record Estimate(double rows, List<ColumnStatistics> columns) {
    Estimate {
        columns = List.copyOf(columns);
    }

    /** Different values of a column: never more than there are rows, never less than one. */
    double distinct(int column) {
        return Math.max(1, Math.min(rows, columns.get(column).distinct()));
    }

    Estimate withRows(double newRows) {
        return new Estimate(Math.max(0, newRows), columns);
    }
}
