package org.bestpeer.engine.exec;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Collects rows. Grows as needed; not thread-safe. */
public final class BatchBuilder {
    /** Rows of a batch unless there is a reason for another number. */
    public static final int DEFAULT_ROWS = 1024;

    private final List<VectorBuilder> columns;
    private int rows;

    private BatchBuilder(List<VectorBuilder> columns) {
        this.columns = columns;
    }

    /** A builder of rows with these columns that expects {@link #DEFAULT_ROWS} of them. */
    public static BatchBuilder of(List<Field> fields) {
        return of(fields, DEFAULT_ROWS);
    }

    public static BatchBuilder of(List<Field> fields, int capacity) {
        List<VectorBuilder> columns = new ArrayList<>(fields.size());
        for (Field field : fields) {
            columns.add(VectorBuilder.of(field.type(), capacity));
        }
        return new BatchBuilder(columns);
    }

    /** Appends one row: a value for each column. */
    public void append(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of %d values for %d columns".formatted(values.length, columns.size()));
        }
        for (int i = 0; i < values.length; i++) {
            columns.get(i).append(values[i]);
        }
        rows++;
    }

    /** Appends all rows of a batch of the same columns. */
    public void appendAll(Batch batch) {
        for (int c = 0; c < columns.size(); c++) {
            VectorBuilder target = columns.get(c);
            Vector source = batch.columns().get(c);
            for (int row = 0; row < batch.rows(); row++) {
                target.appendFrom(source, row);
            }
        }
        rows = Math.addExact(rows, batch.rows());
    }

    /** The column builder at that position, for filling column by column; end each row with {@link #endRow}. */
    public VectorBuilder column(int index) {
        return columns.get(index);
    }

    /** Counts a row whose values were appended through {@link #column}. */
    public void endRow() {
        rows++;
    }

    /** Number of rows so far. */
    public int rows() {
        return rows;
    }

    /** The rows; the builder must not be used any more. */
    public Batch build() {
        return new Batch(rows, columns.stream().map(VectorBuilder::build).toList());
    }
}
