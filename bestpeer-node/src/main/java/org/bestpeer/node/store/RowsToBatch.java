package org.bestpeer.node.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Reads rows of a result into batches. */
final class RowsToBatch {
    private final List<Field> fields;

    RowsToBatch(List<Field> fields) {
        this.fields = fields;
    }

    /** The next rows, at most so many, or null if there are none. */
    @Nullable
    Batch read(ResultSet rows, int limit) throws SQLException {
        BatchBuilder batch = BatchBuilder.of(fields, limit);
        while (batch.rows() < limit && rows.next()) {
            for (int i = 0; i < fields.size(); i++) {
                append(batch.column(i), rows, i + 1, fields.get(i).type());
            }
            batch.endRow();
        }
        return batch.rows() == 0 ? null : batch.build();
    }

    /** Numbers go without an object for each. */
    private static void append(VectorBuilder column, ResultSet row, int index, DataType type) throws SQLException {
        switch (type.kind()) {
            case SMALLINT, INTEGER, DATE -> {
                int value = row.getInt(index);
                if (row.wasNull()) {
                    column.appendNull();
                } else {
                    column.appendInt(value);
                }
            }
            case BIGINT, TIME, TIMESTAMP -> {
                long value = row.getLong(index);
                if (row.wasNull()) {
                    column.appendNull();
                } else {
                    column.appendLong(value);
                }
            }
            case BOOLEAN, DECIMAL, DOUBLE, VARCHAR, VARBINARY -> column.append(JdbcValues.get(row, index, type));
        }
    }
}
