package org.bestpeer.engine.exec;

import java.util.List;

/**
 * Rows in columns. Immutable.
 *
 * @param rows number of rows
 * @param columns one vector of {@code rows} values for each field
 */
public record Batch(int rows, List<Vector> columns) {
    public Batch {
        columns = List.copyOf(columns);
        for (Vector column : columns) {
            if (column.size() != rows) {
                throw new IllegalArgumentException(
                        "a column of %d values in a batch of %d rows".formatted(column.size(), rows));
            }
        }
    }
}
