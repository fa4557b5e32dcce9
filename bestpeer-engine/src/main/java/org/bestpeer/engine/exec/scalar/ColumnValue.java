package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.exec.Vector;

/** A column of the rows. */
record ColumnValue(int index) implements Evaluator {
    @Override
    public Vector evaluate(RowSet rows) {
        return rows.column(index);
    }
}
