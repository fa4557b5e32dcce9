package org.bestpeer.engine.catalog;

import java.util.List;

/** Columns that name rows of another table: shown in metadata and indexed in stores, never a fact to the planner. */
public record ForeignKey(String name, List<String> columns, String referencedTable, List<String> referencedColumns) {
    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
