package org.bestpeer.node.exchange;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.admission.Ticket;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Streams;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Parts of several owners, one after the other; all fill their windows. Pulled by one thread, closed by any. */
final class ShuffledStream implements BatchStream {
    private final List<Field> fields;
    private final List<BatchStream> sources;
    private final Ticket ticket;
    private final Supplier<Duration> left;
    private int current;

    /**
     * @param ticket is left while rows are waited for
     * @param left how long it may take to get a place again
     */
    ShuffledStream(List<Field> fields, List<BatchStream> sources, Ticket ticket, Supplier<Duration> left) {
        this.fields = fields;
        this.sources = List.copyOf(sources);
        this.ticket = ticket;
        this.left = left;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        ticket.leave();
        Batch batch = taken();
        ticket.enter(left.get());
        return batch;
    }

    private @Nullable Batch taken() {
        while (current < sources.size()) {
            Batch batch = sources.get(current).next();
            if (batch != null) {
                return batch;
            }
            sources.get(current).close();
            current++;
        }
        return null;
    }

    @Override
    public void close() {
        Streams.closeAll(sources);
    }
}
