package org.bestpeer.node.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.system.SystemTables;

/** A table, shared or not, as JDBC's metadata shows it. */
record ShownTable(String schema, String name, String type, List<ColumnDefinition> columns, String comment) {
    /** Type of shared tables. */
    static final String SHARED = "TABLE";

    /** By schema and name. */
    static List<ShownTable> all(Catalog catalog, SystemTables system) {
        Stream<ShownTable> shared = catalog.tables().values().stream()
                .map(t -> new ShownTable(Catalog.SHARED_SCHEMA, t.name(), SHARED, t.columns(), t.comment()));
        Stream<ShownTable> made = system.all().stream()
                .map(t -> new ShownTable(t.schema().schemaName(), t.name(), "SYSTEM TABLE", t.columns(), t.comment()));
        return Stream.concat(shared, made)
                .sorted(Comparator.comparing(ShownTable::schema).thenComparing(ShownTable::name))
                .toList();
    }
}
