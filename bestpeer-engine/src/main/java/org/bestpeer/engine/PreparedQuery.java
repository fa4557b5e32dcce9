package org.bestpeer.engine;

import java.util.List;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/**
 * A statement that was parsed, validated and planned up to its placement. Immutable, so it may be kept and executed by
 * any number of threads; the service plans it again by itself when the schema has changed.
 *
 * @param sql the text
 * @param fields columns of the result; none if it changes rows
 * @param parameters types of the statement's {@code ?} in order
 */
public record PreparedQuery(String sql, List<Field> fields, List<DataType> parameters) {
    public PreparedQuery {
        fields = List.copyOf(fields);
        parameters = List.copyOf(parameters);
    }

    /** Whether it is an INSERT, UPDATE or DELETE, which has no result but a number of rows. */
    public boolean changesRows() {
        return fields.isEmpty();
    }
}
