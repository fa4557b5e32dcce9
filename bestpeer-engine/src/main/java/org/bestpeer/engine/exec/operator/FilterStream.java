package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.Evaluator;
import org.bestpeer.engine.exec.scalar.RowSet;
import org.jspecify.annotations.Nullable;

/** Rows for which a condition is TRUE. */
final class FilterStream extends OperatorStream {
    private final BatchStream input;
    private final Evaluator condition;

    FilterStream(Guard guard, BatchStream input, Evaluator condition) {
        super(guard, input.fields(), List.of(input));
        this.input = input;
        this.condition = condition;
    }

    @Override
    @Nullable
    Batch produce() {
        Batch batch = input.next();
        if (batch == null) {
            return null;
        }
        int[] rows = new int[batch.rows()];
        return Vectors.at(batch, rows, condition.select(RowSet.all(batch), rows));
    }
}
