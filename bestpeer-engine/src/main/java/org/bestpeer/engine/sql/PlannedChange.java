package org.bestpeer.engine.sql;

import java.util.List;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.plan.LogicalPlan;
import org.bestpeer.engine.type.DataType;

/**
 * A statement that changes rows, and the query that finds out how.
 *
 * @param kind what it does
 * @param table whose rows are changed
 * @param source for INSERT the new rows, for DELETE the numbers of the rows to go, for UPDATE a number and the new row; rows
 *     have the columns of the table, in order and in their types, but for lengths
 */
public record PlannedChange(Kind kind, TableDefinition table, LogicalPlan source) {
    /** What a statement does with rows. */
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    /** Types of the statement's parameters. */
    public List<DataType> parameters() {
        return source.parameterTypes();
    }
}
