package org.bestpeer.node.system;

import static org.bestpeer.engine.catalog.SystemSchema.INFORMATION_SCHEMA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.SystemSchema;
import org.bestpeer.engine.system.SystemTable;
import org.jspecify.annotations.Nullable;

/**
 * {@code information_schema} as the SQL standard and PostgreSQL have it. Under the standard role every user may read every
 * shared table, so all of them are shown to all.
 */
final class InformationSchema {
    private static final Shape CATALOG_NAME =
            Shape.of(INFORMATION_SCHEMA, "information_schema_catalog_name", "the network's name", "catalog_name");
    private static final Shape SCHEMATA = Shape.of(
            INFORMATION_SCHEMA,
            "schemata",
            "the schemas",
            "catalog_name schema_name schema_owner default_character_set_catalog default_character_set_schema",
            "default_character_set_name sql_path");
    private static final Shape TABLES = Shape.of(
            INFORMATION_SCHEMA,
            "tables",
            "shared tables and system tables",
            "table_catalog table_schema table_name table_type self_referencing_column_name reference_generation",
            "user_defined_type_catalog user_defined_type_schema user_defined_type_name is_insertable_into is_typed",
            "commit_action");

    private final Supplier<Catalog> catalog;
    private final List<SystemTable> tables = new ArrayList<>();

    private InformationSchema(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    /**
     * Its tables, and the others.
     *
     * @param others system tables of other schemas, which are listed here, too
     */
    static List<SystemTable> with(Supplier<Catalog> catalog, List<SystemTable> others) {
        InformationSchema schema = new InformationSchema(catalog);
        schema.tables.addAll(List.of(
                CATALOG_NAME.table(read -> List.of(CATALOG_NAME
                        .row()
                        .set("catalog_name", catalog.get().network())
                        .values())),
                SCHEMATA.table(read -> schema.schemata()),
                TABLES.table(read -> schema.tables()),
                ColumnsTable.of(catalog, schema::listed)));
        schema.tables.addAll(ConstraintTables.of(catalog));
        schema.tables.addAll(AbsentObjects.tables());
        schema.tables.addAll(others);
        return List.copyOf(schema.tables);
    }

    private List<List<@Nullable Object>> schemata() {
        Stream<String> names = Stream.concat(
                Stream.of(Catalog.SHARED_SCHEMA),
                Arrays.stream(SystemSchema.values()).map(SystemSchema::schemaName));
        String network = catalog.get().network();
        return names.sorted()
                .map(name -> SCHEMATA.row()
                        .set("catalog_name", network)
                        .set("schema_name", name)
                        .values())
                .toList();
    }

    private List<List<@Nullable Object>> tables() {
        Catalog current = catalog.get();
        return listed(current).stream()
                .map(table -> TABLES.row()
                        .set("table_catalog", current.network())
                        .set("table_schema", table.schema())
                        .set("table_name", table.name())
                        .set("table_type", table.type())
                        .set("is_insertable_into", "NO")
                        .set("is_typed", "NO")
                        .values())
                .toList();
    }

    private List<ListedTable> listed(Catalog current) {
        return Stream.concat(
                        current.tables().values().stream().map(ListedTable::of),
                        tables.stream().map(ListedTable::of))
                .sorted(Comparator.comparing(ListedTable::schema).thenComparing(ListedTable::name))
                .toList();
    }
}
