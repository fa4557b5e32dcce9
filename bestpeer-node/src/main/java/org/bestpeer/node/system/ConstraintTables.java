package org.bestpeer.node.system;

import static org.bestpeer.engine.catalog.SystemSchema.INFORMATION_SCHEMA;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.system.SystemTable;
import org.jspecify.annotations.Nullable;

/** The keys of shared tables in {@code information_schema}. */
final class ConstraintTables {
    private static final String CONSTRAINT = "constraint_catalog constraint_schema constraint_name";
    private static final String TABLE = "table_catalog table_schema table_name";

    private static final Shape CONSTRAINTS = Shape.of(
            INFORMATION_SCHEMA,
            "table_constraints",
            "keys of shared tables",
            CONSTRAINT,
            TABLE,
            "constraint_type is_deferrable initially_deferred enforced nulls_distinct");
    private static final Shape KEY_COLUMNS = Shape.of(
            INFORMATION_SCHEMA,
            "key_column_usage",
            "columns of keys",
            CONSTRAINT,
            TABLE,
            "column_name ordinal_position:int position_in_unique_constraint:int");
    private static final Shape REFERENTIAL = Shape.of(
            INFORMATION_SCHEMA,
            "referential_constraints",
            "foreign keys and the keys that they refer to",
            CONSTRAINT,
            "unique_constraint_catalog unique_constraint_schema unique_constraint_name match_option update_rule",
            "delete_rule");
    private static final Shape COLUMN_USAGE = Shape.of(
            INFORMATION_SCHEMA,
            "constraint_column_usage",
            "columns of keys; of foreign keys those referred to",
            TABLE,
            "column_name",
            CONSTRAINT);
    private static final Shape TABLE_USAGE = Shape.of(
            INFORMATION_SCHEMA,
            "constraint_table_usage",
            "tables of keys; of foreign keys those referred to",
            TABLE,
            CONSTRAINT);

    private ConstraintTables() {}

    static List<SystemTable> of(Supplier<Catalog> catalog) {
        return List.of(
                table(catalog, CONSTRAINTS, (constraint, all) -> List.of(declared(constraint))),
                table(catalog, KEY_COLUMNS, ConstraintTables::keyColumns),
                table(catalog, REFERENTIAL, ConstraintTables::references),
                table(catalog, COLUMN_USAGE, (constraint, all) -> columnUsage(constraint)),
                table(catalog, TABLE_USAGE, (constraint, all) -> List.of(used(TABLE_USAGE, constraint))));
    }

    /** The rows that one of all constraints gives. */
    private interface Rows {
        List<Shape.Row> of(Constraint constraint, List<Constraint> all);
    }

    private static SystemTable table(Supplier<Catalog> catalog, Shape shape, Rows rows) {
        return shape.table(read -> {
            List<Constraint> all = Constraint.of(catalog.get());
            List<List<@Nullable Object>> result = new ArrayList<>();
            all.forEach(constraint -> rows.of(constraint, all).forEach(row -> result.add(row.values())));
            return result;
        });
    }

    private static Shape.Row named(Shape shape, Constraint constraint) {
        return shape.row()
                .set("constraint_catalog", constraint.network())
                .set("constraint_schema", Catalog.SHARED_SCHEMA)
                .set("constraint_name", constraint.name());
    }

    private static Shape.Row inTable(Shape.Row row, Constraint constraint, String table) {
        return row.set("table_catalog", constraint.network())
                .set("table_schema", Catalog.SHARED_SCHEMA)
                .set("table_name", table);
    }

    /** The companies' rows together need not keep a key, so none is enforced. */
    private static Shape.Row declared(Constraint constraint) {
        return inTable(
                        named(CONSTRAINTS, constraint),
                        constraint,
                        constraint.table().name())
                .set("constraint_type", constraint.type())
                .set("is_deferrable", "NO")
                .set("initially_deferred", "NO")
                .set("enforced", "NO")
                .set("nulls_distinct", constraint.type().equals(Constraint.UNIQUE) ? "YES" : null);
    }

    private static List<Shape.Row> keyColumns(Constraint constraint, List<Constraint> all) {
        Optional<Constraint> referenced = constraint.referenced(all);
        List<Shape.Row> rows = new ArrayList<>();
        for (int i = 0; i < constraint.columns().size(); i++) {
            String other = constraint.usedColumns().get(i);
            rows.add(inTable(
                            named(KEY_COLUMNS, constraint),
                            constraint,
                            constraint.table().name())
                    .set("column_name", constraint.columns().get(i))
                    .set("ordinal_position", i + 1)
                    .set(
                            "position_in_unique_constraint",
                            referenced
                                    .map(key -> key.columns().indexOf(other) + 1)
                                    .orElse(null)));
        }
        return rows;
    }

    private static List<Shape.Row> references(Constraint constraint, List<Constraint> all) {
        return constraint.referenced(all).stream()
                .map(key -> named(REFERENTIAL, constraint)
                        .set("unique_constraint_catalog", key.network())
                        .set("unique_constraint_schema", Catalog.SHARED_SCHEMA)
                        .set("unique_constraint_name", key.name())
                        .set("match_option", "NONE")
                        .set("update_rule", "NO ACTION")
                        .set("delete_rule", "NO ACTION"))
                .toList();
    }

    private static List<Shape.Row> columnUsage(Constraint constraint) {
        return constraint.usedColumns().stream()
                .map(column -> used(COLUMN_USAGE, constraint).set("column_name", column))
                .toList();
    }

    private static Shape.Row used(Shape shape, Constraint constraint) {
        return inTable(named(shape, constraint), constraint, constraint.usedTable());
    }
}
