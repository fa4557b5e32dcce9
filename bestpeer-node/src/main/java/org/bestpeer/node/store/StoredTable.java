package org.bestpeer.node.store;

import java.util.Set;
import org.bestpeer.engine.algebra.OwnRows;
import org.bestpeer.engine.store.StoreTable;

/**
 * One load version of a shared table.
 *
 * @param name name of the shared table
 * @param physical name of the stored table
 * @param version load version
 * @param rowLimit rows with a smaller number belong to this version
 * @param sketch what its rows look like
 * @param indexedColumns columns that an index begins with
 */
record StoredTable(
        String name, String physical, long version, long rowLimit, TableSketch sketch, Set<String> indexedColumns) {
    StoredTable {
        indexedColumns = Set.copyOf(indexedColumns);
    }

    static final String SCHEMA = "SHARE";
    static final String ROW_COLUMN = OwnRows.NUMBER.name();

    /** About how many rows have a value of a column that is there. */
    double rowsOfEach(String column) {
        for (int i = 0; i < sketch.fields().size(); i++) {
            if (sketch.fields().get(i).name().equals(column)) {
                double distinct =
                        sketch.columns().get(i).statistics(sketch.rows()).distinct();
                return sketch.rows() / Math.max(1, distinct);
            }
        }
        return sketch.rows();
    }

    StoreTable asStoreTable() {
        return new StoreTable(SCHEMA, physical, ROW_COLUMN);
    }
}
