package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** One input after the other. */
final class ConcatStream extends OperatorStream {
    private final List<BatchStream> inputs;
    private int current;

    ConcatStream(Guard guard, List<Field> fields, List<BatchStream> inputs) {
        super(guard, fields, inputs);
        this.inputs = List.copyOf(inputs);
    }

    @Override
    @Nullable
    Batch produce() {
        while (current < inputs.size()) {
            Batch batch = inputs.get(current).next();
            if (batch != null) {
                return batch;
            }
            current++;
        }
        return null;
    }
}
