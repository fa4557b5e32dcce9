package org.bestpeer.node.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.engine.catalog.SystemSchema;

/** The mistakes that can be told with their place; whatever is left, the database finds. */
final class SchemaRules {
    private static final int MAX_TABLES = 1000;
    private static final int MAX_COLUMNS = 500;

    private SchemaRules() {}

    static void check(Parsed.Schema schema) {
        Map<String, Parsed.Table> tables = new HashMap<>();
        for (Parsed.Table table : schema.tables()) {
            if (tables.put(table.name(), table) != null) {
                throw SchemaError.at(table.place(), "table %s is there twice".formatted(table.name()));
            }
            checkTable(table);
        }
        if (tables.size() > MAX_TABLES) {
            throw SchemaError.at(1, 1, "a schema has at most %d tables".formatted(MAX_TABLES));
        }
        for (Parsed.Table table : schema.tables()) {
            table.references().forEach(reference -> checkReference(reference, tables));
        }
        for (Parsed.Comment comment : schema.comments()) {
            Parsed.Table table = tables.get(comment.table());
            if (table == null) {
                throw SchemaError.at(comment.place(), "there is no table %s".formatted(comment.table()));
            }
            comment.column().ifPresent(column -> requireColumns(comment.place(), table, List.of(column)));
        }
    }

    private static void checkTable(Parsed.Table table) {
        if (SystemSchema.owns(table.name())) {
            throw SchemaError.at(
                    table.place(), "a table must not be called %s, as system tables are".formatted(table.name()));
        }
        Set<String> names = new HashSet<>();
        for (Parsed.Column column : table.columns()) {
            if (!names.add(column.name())) {
                throw SchemaError.at(column.place(), "column %s is there twice".formatted(column.name()));
            }
        }
        if (names.size() > MAX_COLUMNS) {
            throw SchemaError.at(table.place(), "a table has at most %d columns".formatted(MAX_COLUMNS));
        }
        int primary = 0;
        for (Parsed.Key key : table.keys()) {
            requireColumns(key.place(), table, key.columns());
            if (key.primary() && ++primary > 1) {
                throw SchemaError.at(key.place(), "table %s has two primary keys".formatted(table.name()));
            }
        }
        table.references().forEach(reference -> requireColumns(reference.place(), table, reference.columns()));
    }

    private static void checkReference(Parsed.Reference reference, Map<String, Parsed.Table> tables) {
        Parsed.Table target = tables.get(reference.referencedTable());
        if (target == null) {
            throw SchemaError.at(
                    reference.place(),
                    "the foreign key references table %s, which is not in this file"
                            .formatted(reference.referencedTable()));
        }
        requireColumns(reference.place(), target, reference.referencedColumns());
        boolean isKey = target.keys().stream()
                .anyMatch(key -> reference.referencedColumns().isEmpty()
                        ? key.primary()
                        : Set.copyOf(key.columns()).equals(Set.copyOf(reference.referencedColumns())));
        if (!isKey) {
            throw SchemaError.at(
                    reference.place(),
                    "the foreign key must reference a PRIMARY KEY or UNIQUE columns of table %s"
                            .formatted(target.name()));
        }
    }

    private static void requireColumns(Token place, Parsed.Table table, List<String> columns) {
        for (String column : columns) {
            if (table.columns().stream().noneMatch(c -> c.name().equals(column))) {
                throw SchemaError.at(place, "table %s has no column %s".formatted(table.name(), column));
            }
        }
    }
}
