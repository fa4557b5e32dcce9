package org.bestpeer.node.system;

import java.util.List;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.system.SystemTable;

/** A table, shared or not, as {@code information_schema} lists it. */
record ListedTable(String schema, String name, String type, List<ColumnDefinition> columns) {
    static ListedTable of(TableDefinition table) {
        return new ListedTable(Catalog.SHARED_SCHEMA, table.name(), "BASE TABLE", table.columns());
    }

    static ListedTable of(SystemTable table) {
        return new ListedTable(table.schema().schemaName(), table.name(), "SYSTEM TABLE", table.columns());
    }
}
