package org.bestpeer.engine.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;

/**
 * One version of the global schema as Calcite sees it: columns that may all be null, and no keys. Tables are found as
 * {@code t}, {@code public.t} and {@code network.public.t}.
 */
final class CatalogView {
    static final String DEFAULT_SCHEMA = "public";

    private final long version;
    private final RelDataTypeFactory types;
    private final CalciteSchema root;

    CatalogView(Catalog catalog) {
        this.version = catalog.version();
        this.types = new Utf8TypeFactory();
        this.root = CalciteSchema.createRootSchema(false, false);
        addTables(root.plus(), catalog);
        if (!catalog.network().equals(DEFAULT_SCHEMA)) {
            addTables(root.plus().add(catalog.network(), new AbstractSchema()), catalog);
        }
    }

    private static void addTables(SchemaPlus parent, Catalog catalog) {
        SchemaPlus schema = parent.add(DEFAULT_SCHEMA, new AbstractSchema());
        catalog.tables().values().forEach(table -> schema.add(table.name(), new SharedTable(table)));
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
                root, List.of(DEFAULT_SCHEMA), types, new CalciteConnectionConfigImpl(properties));
    }

    /** Text is Unicode everywhere; Calcite's own default is Latin-1. */
    private static final class Utf8TypeFactory extends JavaTypeFactoryImpl {
        Utf8TypeFactory() {
            super(new EngineTypeSystem());
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }
    }

    private static final class SharedTable extends AbstractTable {
        private final TableDefinition table;

        SharedTable(TableDefinition table) {
            this.table = table;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            RelDataTypeFactory.Builder row = factory.builder();
            for (ColumnDefinition column : table.columns()) {
                row.add(column.name(), TypeMapping.toCalcite(factory, column.type()));
            }
            return row.build();
        }
    }
}
