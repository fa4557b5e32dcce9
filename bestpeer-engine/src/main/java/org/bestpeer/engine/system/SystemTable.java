package org.bestpeer.engine.system;

import java.util.List;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.SystemSchema;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows the home peer makes when a statement runs; they never leave it but as the statement's result.
 * Thread-safe, as its rows are.
 *
 * @param schema schema that it belongs to
 * @param name folded name
 * @param columns in order
 * @param comment what it shows
 * @param rows where its rows come from
 */
public record SystemTable(SystemSchema schema, String name, List<ColumnDefinition> columns, String comment, Rows rows) {
    public SystemTable {
        columns = List.copyOf(columns);
    }

    /** The name that plans call it by. */
    public String qualifiedName() {
        return schema.qualified(name);
    }

    /** Makes the rows of one statement. */
    @FunctionalInterface
    public interface Rows {
        /**
         * The rows as they are now: a value for each column, in the Java class of its type.
         *
         * @throws org.bestpeer.engine.BestPeerException if they cannot be found out, or not before the deadline
         */
        List<List<@Nullable Object>> of(SystemRead read);
    }
}
