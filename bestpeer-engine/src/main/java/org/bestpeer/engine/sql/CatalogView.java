package org.bestpeer.engine.sql;

import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.SystemSchema;
import org.bestpeer.engine.system.SystemTables;

/**
 * One version of the global schema as Calcite sees it: columns that may all be null, and no keys. Tables are found as
 * {@code t}, {@code public.t} and {@code network.public.t}; system tables as {@code sys.t} and {@code network.sys.t}.
 */
final class CatalogView {
    private final long version;
    private final RelDataTypeFactory types;
    private final CalciteSchema root;

    CatalogView(Catalog catalog, SystemTables system) {
        this.version = catalog.version();
        this.types = new EngineTypeFactory();
        this.root = CalciteSchema.createRootSchema(false, false);
        addTables(root.plus(), catalog, system);
        if (!catalog.network().equals(Catalog.SHARED_SCHEMA)) {
            addTables(schema(root.plus(), catalog.network()), catalog, system);
        }
    }

    private static void addTables(SchemaPlus parent, Catalog catalog, SystemTables system) {
        SchemaPlus shared = schema(parent, Catalog.SHARED_SCHEMA);
        catalog.tables().values().forEach(table -> shared.add(table.name(), new KnownTable(table.columns())));
        system.all().forEach(table -> schema(parent, table.schema().schemaName())
                .add(table.name(), new KnownTable(table.columns())));
    }

    /** A network may be called as a schema is. */
    private static SchemaPlus schema(SchemaPlus parent, String name) {
        SchemaPlus known = parent.subSchemas().get(name);
        return known == null ? parent.add(name, new AbstractSchema()) : known;
    }

    /** How plans call the table that is found under these names. */
    static String tableName(List<String> names) {
        String table = names.get(names.size() - 1);
        return SystemSchema.named(names.get(names.size() - 2))
                .map(schema -> schema.qualified(table))
                .orElse(table);
    }

    long version() {
        return version;
    }

    RelDataTypeFactory types() {
        return types;
    }

    CalciteCatalogReader reader() {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
        return new CalciteCatalogReader(
                root, List.of(Catalog.SHARED_SCHEMA), types, new CalciteConnectionConfigImpl(properties));
    }

    private static final class KnownTable extends AbstractTable {
        private final List<ColumnDefinition> columns;

        KnownTable(List<ColumnDefinition> columns) {
            this.columns = columns;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            RelDataTypeFactory.Builder row = factory.builder();
            for (ColumnDefinition column : columns) {
                row.add(column.name(), TypeMapping.toCalcite(factory, column.type()));
            }
            return row.build();
        }
    }
}
