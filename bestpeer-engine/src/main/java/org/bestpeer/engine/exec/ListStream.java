package org.bestpeer.engine.exec;

import java.util.Iterator;
import java.util.List;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Batches that are already here. */
public final class ListStream implements BatchStream {
    private final List<Field> fields;
    private final Iterator<Batch> batches;

    public ListStream(List<Field> fields, List<Batch> batches) {
        this.fields = List.copyOf(fields);
        this.batches = batches.stream().filter(batch -> batch.rows() > 0).iterator();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        return batches.hasNext() ? batches.next() : null;
    }

    @Override
    public void close() {
        // Nothing feeds it.
    }
}
