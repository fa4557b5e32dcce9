package org.bestpeer.engine;

import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** A stream that is opened when its first row is wanted. Pulled by one thread. */
final class WaitingStream implements BatchStream {
    private final List<Field> fields;
    private final Supplier<BatchStream> opening;
    private volatile @Nullable BatchStream stream;
    private volatile boolean closed;

    WaitingStream(List<Field> fields, Supplier<BatchStream> opening) {
        this.fields = List.copyOf(fields);
        this.opening = opening;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        BatchStream current = stream;
        if (current == null) {
            if (closed) {
                throw new BestPeerException(ErrorCode.CANCELLED, "the query was cancelled");
            }
            current = opening.get();
            stream = current;
            if (closed) {
                current.close();
            }
        }
        return current.next();
    }

    @Override
    public void close() {
        closed = true;
        BatchStream current = stream;
        if (current != null) {
            current.close();
        }
    }
}
