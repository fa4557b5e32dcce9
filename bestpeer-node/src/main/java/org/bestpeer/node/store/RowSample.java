package org.bestpeer.node.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * A few hundred rows of a table, by chance but the same for the same rows: those with the smallest hashes. Samples of two
 * parts of a table can be merged. Not thread-safe while it is filled.
 */
final class RowSample {
    static final int ROWS = 512;
    private static final int TEXT_LENGTH = 64;

    private final List<Field> fields;
    private final PriorityQueue<Row> rows =
            new PriorityQueue<>(ROWS, Comparator.comparingLong(Row::hash).reversed());

    /**
     * A sampled row.
     *
     * @param values long texts are cut, and what has no histogram is left out; not to be changed
     */
    record Row(long hash, @Nullable Object[] values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && hash == row.hash && Arrays.equals(values, row.values);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(hash);
        }

        @Override
        public String toString() {
            return Arrays.toString(values);
        }
    }

    RowSample(List<Field> fields) {
        this.fields = fields;
    }

    /** Whether a column's values are sampled: those that have an order worth a histogram. */
    static boolean hasValuesOf(TypeKind kind) {
        return kind != TypeKind.BOOLEAN && kind != TypeKind.VARBINARY;
    }

    void add(long hash, @Nullable Object[] row) {
        if (rows.size() < ROWS || hash < rows.element().hash) {
            @Nullable Object[] values = new @Nullable Object[row.length];
            for (int i = 0; i < row.length; i++) {
                values[i] = hasValuesOf(fields.get(i).type().kind()) ? cut(row[i]) : null;
            }
            add(new Row(hash, values));
        }
    }

    void add(Row row) {
        rows.add(row);
        if (rows.size() > ROWS) {
            rows.remove();
        }
    }

    RowSample merge(RowSample other) {
        RowSample merged = new RowSample(fields);
        rows.forEach(merged::add);
        other.rows.forEach(merged::add);
        return merged;
    }

    /** Whether it stands for a table of so many rows; one that was made before there were samples does not. */
    boolean standsFor(long tableRows) {
        return rows.size() == Math.min(ROWS, tableRows);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The values of a column that are not NULL. */
    List<Object> values(int column) {
        List<Object> values = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Object value = row.values[column];
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object cut(@Nullable Object value) {
        if (!(value instanceof String text) || text.length() <= TEXT_LENGTH) {
            return value;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(TEXT_LENGTH - 1));
        return text.substring(0, splitsPair ? TEXT_LENGTH - 1 : TEXT_LENGTH);
    }
}
