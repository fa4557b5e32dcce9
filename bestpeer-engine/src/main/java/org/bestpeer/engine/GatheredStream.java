package org.bestpeer.engine;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The rows of several streams, one stream after the other; all of them were opened, so all fill their windows. */
final class GatheredStream implements BatchStream {
    private final List<Field> fields;
    private final List<BatchStream> streams;
    private int current;

    GatheredStream(List<Field> fields, List<BatchStream> streams) {
        this.fields = fields;
        this.streams = List.copyOf(streams);
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        while (current < streams.size()) {
            Batch batch = streams.get(current).next();
            if (batch != null) {
                return batch;
            }
            streams.get(current).close();
            current++;
        }
        return null;
    }

    @Override
    public void close() {
        streams.forEach(BatchStream::close);
    }
}
