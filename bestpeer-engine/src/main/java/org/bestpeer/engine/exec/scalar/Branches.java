package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** Puts together a column whose rows come from different branches, each evaluated for its own rows only. */
final class Branches {
    private final RowSet rows;
    private final @Nullable Vector[] sources;
    private final int[] positions;
    private final int[] open;
    private int openCount;

    Branches(RowSet rows) {
        this.rows = rows;
        int size = rows.size();
        sources = new Vector[size];
        positions = new int[size];
        open = Vectors.positions(size);
        openCount = size;
    }

    boolean isSettled() {
        return openCount == 0;
    }

    /** The rows that no branch took yet. */
    RowSet open() {
        return rows.narrow(open, openCount);
    }

    /** The open rows for which the condition, evaluated over {@link #open}, is TRUE take this branch. */
    void take(Vector condition, Evaluator branch) {
        int[] taken = new int[openCount];
        int takenCount = 0;
        int left = 0;
        for (int k = 0; k < openCount; k++) {
            if (!condition.isNull(k) && condition.getLong(k) != 0) {
                taken[takenCount++] = open[k];
            } else {
                open[left++] = open[k];
            }
        }
        openCount = left;
        if (takenCount > 0) {
            settle(taken, takenCount, branch.evaluate(rows.narrow(taken, takenCount)));
        }
    }

    /** Rows with a value, evaluated over {@link #open}, take it. */
    void takePresent(Vector values) {
        int left = 0;
        for (int k = 0; k < openCount; k++) {
            int row = open[k];
            if (values.isNull(k)) {
                open[left++] = row;
            } else {
                sources[row] = values;
                positions[row] = k;
            }
        }
        openCount = left;
    }

    /** All rows that are left take this branch. */
    void otherwise(Evaluator branch) {
        if (openCount > 0) {
            settle(open, openCount, branch.evaluate(open()));
            openCount = 0;
        }
    }

    private void settle(int[] taken, int count, Vector values) {
        for (int k = 0; k < count; k++) {
            sources[taken[k]] = values;
            positions[taken[k]] = k;
        }
    }

    /** The column; NULL for rows that no branch took. */
    Vector build(DataType type) {
        VectorBuilder builder = VectorBuilder.of(type, sources.length);
        for (int i = 0; i < sources.length; i++) {
            Vector source = sources[i];
            if (source == null) {
                builder.appendNull();
            } else {
                builder.appendFrom(source, positions[i]);
            }
        }
        return builder.build();
    }
}
