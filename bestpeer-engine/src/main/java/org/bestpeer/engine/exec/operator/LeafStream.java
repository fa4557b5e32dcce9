package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.jspecify.annotations.Nullable;

/** Rows that come from outside the plan. */
final class LeafStream extends OperatorStream {
    private final BatchStream source;

    LeafStream(Guard guard, BatchStream source) {
        super(guard, source.fields(), List.of(source));
        this.source = source;
    }

    @Override
    @Nullable
    Batch produce() {
        return source.next();
    }
}
