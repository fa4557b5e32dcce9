package org.bestpeer.node.store;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The rows of a table that was never loaded. */
record EmptyStream(List<Field> fields) implements BatchStream {
    @Override
    public @Nullable Batch next() {
        return null;
    }

    @Override
    public void close() {}
}
