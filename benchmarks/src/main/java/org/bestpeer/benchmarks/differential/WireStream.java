package org.bestpeer.benchmarks.differential;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** An owner's batches as they arrive: encoded, and decoded under the types that the coordinator expects. */
final class WireStream implements BatchStream {
    private final List<Field> fields;
    private final Supplier<BatchStream> start;
    private final Deque<byte[]> arrived = new ArrayDeque<>();
    private @Nullable BatchStream source;

    /** @param start starts the fragment, when rows are first wanted: failures come with them */
    WireStream(List<Field> fields, Supplier<BatchStream> start) {
        this.fields = fields;
        this.start = start;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        if (source == null) {
            source = start.get();
        }
        if (arrived.isEmpty()) {
            Batch batch = source.next();
            if (batch == null) {
                return null;
            }
            arrived.addAll(BatchCodec.encodeSplit(batch));
        }
        return BatchCodec.decode(arrived.remove(), fields);
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
