package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.Evaluator;
import org.bestpeer.engine.exec.scalar.RowSet;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** One column for each expression. */
final class ProjectStream extends OperatorStream {
    private final BatchStream input;
    private final List<Evaluator> expressions;

    ProjectStream(Guard guard, List<Field> fields, BatchStream input, List<Evaluator> expressions) {
        super(guard, fields, List.of(input));
        this.input = input;
        this.expressions = List.copyOf(expressions);
    }

    @Override
    @Nullable
    Batch produce() {
        Batch batch = input.next();
        if (batch == null) {
            return null;
        }
        RowSet rows = RowSet.all(batch);
        List<Vector> columns = new ArrayList<>(expressions.size());
        expressions.forEach(expression -> columns.add(expression.evaluate(rows)));
        return new Batch(batch.rows(), columns);
    }
}
