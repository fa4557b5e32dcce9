package org.bestpeer.node.schema;

import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.type.DataType;

/** The statements of a schema file, as they were written. */
final class Parsed {
    private Parsed() {}

    record Table(
            Token place,
            String name,
            boolean reference,
            List<Column> columns,
            List<Key> keys,
            List<Reference> references) {}

    record Column(Token place, String name, ColumnType type, boolean required, Optional<String> defaultValue) {}

    /** A type, and whether it was written CHAR. */
    record ColumnType(DataType type, boolean blankPadded) {}

    /** A PRIMARY KEY or UNIQUE constraint. */
    record Key(Token place, boolean primary, List<String> columns) {}

    /** A FOREIGN KEY constraint; no referenced columns means the other table's primary key. */
    record Reference(
            Token place,
            Optional<String> name,
            List<String> columns,
            String referencedTable,
            List<String> referencedColumns) {}

    /** A COMMENT ON statement; without a column it is the table's. */
    record Comment(Token place, String table, Optional<String> column, String text) {}

    record Schema(List<Table> tables, List<Comment> comments) {}
}
