package org.bestpeer.node.system;

import static org.bestpeer.engine.catalog.SystemSchema.INFORMATION_SCHEMA;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** {@code information_schema.columns}. */
final class ColumnsTable {
    private static final int BYTES_OF_A_CHARACTER = 4;
    private static final int DOUBLE_BITS = 53;

    private static final Shape SHAPE = Shape.of(
            INFORMATION_SCHEMA,
            "columns",
            "columns of all tables",
            "table_catalog table_schema table_name column_name ordinal_position:int column_default is_nullable data_type",
            "character_maximum_length:int character_octet_length:int numeric_precision:int",
            "numeric_precision_radix:int numeric_scale:int datetime_precision:int interval_type interval_precision:int",
            "character_set_catalog character_set_schema character_set_name collation_catalog collation_schema",
            "collation_name domain_catalog domain_schema domain_name udt_catalog udt_schema udt_name scope_catalog",
            "scope_schema scope_name maximum_cardinality:int dtd_identifier is_self_referencing is_identity",
            "identity_generation identity_start identity_increment identity_maximum identity_minimum identity_cycle",
            "is_generated generation_expression is_updatable");

    private ColumnsTable() {}

    static SystemTable of(Supplier<Catalog> catalog, Function<Catalog, List<ListedTable>> tables) {
        return SHAPE.table(read -> {
            Catalog current = catalog.get();
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (ListedTable table : tables.apply(current)) {
                for (int i = 0; i < table.columns().size(); i++) {
                    rows.add(row(current.network(), table, i).values());
                }
            }
            return rows;
        });
    }

    private static Shape.Row row(String network, ListedTable table, int number) {
        ColumnDefinition column = table.columns().get(number);
        Shape.Row row = SHAPE.row()
                .set("table_catalog", network)
                .set("table_schema", table.schema())
                .set("table_name", table.name())
                .set("column_name", column.name())
                .set("ordinal_position", number + 1)
                .set("column_default", column.defaultValue().orElse(null))
                .set("is_nullable", column.nullable() ? "YES" : "NO")
                .set("dtd_identifier", String.valueOf(number + 1))
                .set("is_self_referencing", "NO")
                .set("is_identity", "NO")
                .set("identity_cycle", "NO")
                .set("is_generated", "NEVER")
                .set("is_updatable", "NO");
        return typed(row, column.type());
    }

    private static Shape.Row typed(Shape.Row row, DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> row.set("data_type", "boolean");
            case SMALLINT -> integer(row.set("data_type", "smallint"), Short.SIZE);
            case INTEGER -> integer(row.set("data_type", "integer"), Integer.SIZE);
            case BIGINT -> integer(row.set("data_type", "bigint"), Long.SIZE);
            case DECIMAL ->
                row.set("data_type", "numeric")
                        .set("numeric_precision", type.precision())
                        .set("numeric_precision_radix", 10)
                        .set("numeric_scale", type.scale());
            case DOUBLE ->
                row.set("data_type", "double precision")
                        .set("numeric_precision", DOUBLE_BITS)
                        .set("numeric_precision_radix", 2);
            case VARCHAR -> sized(row.set("data_type", "character varying"), type.precision(), BYTES_OF_A_CHARACTER);
            case VARBINARY -> sized(row.set("data_type", "binary varying"), type.precision(), 1);
            case DATE -> row.set("data_type", "date").set("datetime_precision", 0);
            case TIME -> row.set("data_type", "time without time zone").set("datetime_precision", type.precision());
            case TIMESTAMP ->
                row.set("data_type", "timestamp without time zone").set("datetime_precision", type.precision());
        };
    }

    private static Shape.Row integer(Shape.Row row, int bits) {
        return row.set("numeric_precision", bits)
                .set("numeric_precision_radix", 2)
                .set("numeric_scale", 0);
    }

    /** NULL where there is no limit. */
    private static Shape.Row sized(Shape.Row row, int length, int bytes) {
        return length == 0
                ? row
                : row.set("character_maximum_length", length)
                        .set("character_octet_length", (int) Math.min(Integer.MAX_VALUE, (long) bytes * length));
    }
}
