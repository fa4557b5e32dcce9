package org.bestpeer.node.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.SystemSchema;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** The columns of a system table, and its rows by their names. Immutable. */
final class Shape {
    private final SystemSchema schema;
    private final String name;
    private final String comment;
    private final List<ColumnDefinition> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    private Shape(SystemSchema schema, String name, String comment, List<ColumnDefinition> columns) {
        this.schema = schema;
        this.name = name;
        this.comment = comment;
        this.columns = columns;
        columns.forEach(column -> positions.put(column.name(), positions.size()));
    }

    /** @param columns as {@code name} for a text, or {@code name:int}, {@code :bigint}, {@code :double}, {@code :boolean}, {@code :timestamp} */
    static Shape of(SystemSchema schema, String name, String comment, String... columns) {
        return new Shape(
                schema,
                name,
                comment,
                Arrays.stream(columns)
                        .flatMap(line -> Arrays.stream(line.split(" ")))
                        .map(Shape::column)
                        .toList());
    }

    private static ColumnDefinition column(String text) {
        String[] parts = text.split(":", 2);
        DataType type =
                switch (parts.length == 1 ? "" : parts[1]) {
                    case "" -> DataType.VARCHAR;
                    case "int" -> DataType.INTEGER;
                    case "bigint" -> DataType.BIGINT;
                    case "double" -> DataType.DOUBLE;
                    case "boolean" -> DataType.BOOLEAN;
                    case "timestamp" -> DataType.TIMESTAMP;
                    default -> throw new IllegalArgumentException("no type of a column: " + text);
                };
        return new ColumnDefinition(parts[0], type, true, Optional.empty(), "");
    }

    /** The table with these rows. */
    SystemTable table(SystemTable.Rows rows) {
        return new SystemTable(schema, name, columns, comment, rows);
    }

    /** The table without rows. */
    SystemTable empty() {
        return table(read -> List.of());
    }

    /** A row of nothing but NULL. */
    Row row() {
        return new Row();
    }

    /** A row that is being written. */
    final class Row {
        private final @Nullable Object[] values = new @Nullable Object[columns.size()];

        Row set(String column, @Nullable Object value) {
            Integer position = positions.get(column);
            if (position == null) {
                throw new IllegalArgumentException("%s has no column %s".formatted(name, column));
            }
            values[position] = value;
            return this;
        }

        List<@Nullable Object> values() {
            return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
        }
    }
}
