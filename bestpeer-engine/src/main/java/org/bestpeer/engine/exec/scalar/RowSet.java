package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows that an expression is wanted for. Branches are evaluated for the rows that reach them and for no others, so what
 * would fail elsewhere does not.
 */
public final class RowSet {
    private final Batch batch;
    private final int @Nullable [] rows;

    private RowSet(Batch batch, int @Nullable [] rows) {
        this.batch = batch;
        this.rows = rows;
    }

    /** All rows of a batch. */
    public static RowSet all(Batch batch) {
        return new RowSet(batch, null);
    }

    int size() {
        return rows == null ? batch.rows() : rows.length;
    }

    /** A column of the batch: of all of its rows. */
    Vector whole(int index) {
        return batch.columns().get(index);
    }

    /** Numbers of these rows in the batch; null if they are all. */
    int @Nullable [] rows() {
        return rows;
    }

    Vector column(int index) {
        Vector column = batch.columns().get(index);
        return rows == null ? column : Vectors.gather(column, rows);
    }

    /** The rows at the first {@code count} of these positions, which ascend. */
    RowSet narrow(int[] positions, int count) {
        if (count == size()) {
            return this;
        }
        int[] narrowed = new int[count];
        for (int i = 0; i < count; i++) {
            narrowed[i] = rows == null ? positions[i] : rows[positions[i]];
        }
        return new RowSet(batch, narrowed);
    }
}
