package org.bestpeer.engine.catalog;

import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.type.Field;

/**
 * A table of the global schema.
 *
 * @param name folded name
 * @param kind partitioned or reference
 * @param columns in order
 * @param primaryKey column names; empty if there is none
 * @param uniqueKeys column names of each UNIQUE constraint
 * @param foreignKeys references to other tables
 * @param comment empty if there is none
 */
public record TableDefinition(
        String name,
        TableKind kind,
        List<ColumnDefinition> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        List<ForeignKey> foreignKeys,
        String comment) {
    public TableDefinition {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** The column of that (folded) name. */
    public Optional<ColumnDefinition> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    /** Names and types of all columns. */
    public List<Field> fields() {
        return columns.stream().map(c -> new Field(c.name(), c.type())).toList();
    }
}
