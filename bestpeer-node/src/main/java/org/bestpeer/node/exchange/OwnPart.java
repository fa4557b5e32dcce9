package org.bestpeer.node.exchange;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.operator.PartedRows;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The part that falls to this peer of a repartitioned fragment that runs here as well. Pulled by one thread, closed by any. */
final class OwnPart implements BatchStream {
    private final PartedFragments fragments;
    private final PartedFragments.Key key;
    private final int part;
    private final String self;
    private final List<Field> fields;
    private final Supplier<Duration> left;
    private volatile @Nullable PartedRows rows;
    private volatile boolean closed;

    /** @param left how long it may still take */
    OwnPart(
            PartedFragments fragments,
            PartedFragments.Key key,
            int part,
            String self,
            List<Field> fields,
            Supplier<Duration> left) {
        this.fragments = fragments;
        this.key = key;
        this.part = part;
        this.self = self;
        this.fields = fields;
        this.left = left;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        PartedRows taken = rows;
        if (taken == null) {
            taken = fragments.await(key, part, self, left.get(), () -> closed);
            taken.claim(part);
            rows = taken;
        }
        byte[] piece = taken.next(part, left.get());
        return piece == null ? null : BatchCodec.decode(piece, fields);
    }

    @Override
    public void close() {
        closed = true;
        fragments.wake();
        PartedRows taken = rows;
        if (taken != null) {
            taken.abandon(part);
        }
    }
}
