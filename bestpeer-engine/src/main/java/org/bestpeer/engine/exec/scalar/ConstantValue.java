package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;

/** The same for all rows. */
record ConstantValue(Vector one) implements Evaluator {
    @Override
    public Vector evaluate(RowSet rows) {
        return Vectors.repeat(one, rows.size());
    }
}
