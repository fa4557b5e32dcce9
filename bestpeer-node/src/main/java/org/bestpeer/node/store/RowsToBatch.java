package org.bestpeer.node.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
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
        List<@Nullable Object[]> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(new Object[limit]));
        int count = 0;
        while (count < limit && rows.next()) {
            for (int i = 0; i < fields.size(); i++) {
                columns.get(i)[count] =
                        JdbcValues.get(rows, i + 1, fields.get(i).type());
            }
            count++;
        }
        if (count == 0) {
            return null;
        }
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            vectors.add(new Values(fields.get(i).type(), columns.get(i), count));
        }
        return new Batch(count, vectors);
    }

    private record Values(DataType type, @Nullable Object[] values, int size) implements Vector {
        @Override
        public boolean isNull(int row) {
            return values[row] == null;
        }

        @Override
        public @Nullable Object get(int row) {
            return values[row];
        }
    }
}
