package org.bestpeer.engine.catalog;

import java.util.Optional;
import org.bestpeer.engine.type.DataType;

/**
 * A column of the global schema.
 *
 * @param name folded name, lower case unless it was quoted
 * @param type its type
 * @param nullable what the schema file says; shown in metadata and checked by the loader, never used by the planner
 * @param defaultValue the DEFAULT clause as SQL text
 * @param comment empty if there is none
 * @param blankPadded whether it was declared CHAR: trailing blanks are not part of its values, the loader cuts them
 */
public record ColumnDefinition(
        String name,
        DataType type,
        boolean nullable,
        Optional<String> defaultValue,
        String comment,
        boolean blankPadded) {

    /** A column that was not declared CHAR. */
    public ColumnDefinition(
            String name, DataType type, boolean nullable, Optional<String> defaultValue, String comment) {
        this(name, type, nullable, defaultValue, comment, false);
    }
}
