package org.bestpeer.engine.exec.operator;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Streams;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** What the stream of every operator does: it checks the guard, and closes its inputs at its end, failure or close. */
abstract class OperatorStream implements BatchStream {
    final Guard guard;
    private final List<Field> fields;
    private final List<BatchStream> inputs;
    private final AtomicLong held = new AtomicLong();
    private boolean finished;
    private volatile boolean closed;
    private volatile boolean working;

    OperatorStream(Guard guard, List<Field> fields, List<BatchStream> inputs) {
        this.guard = guard;
        this.fields = List.copyOf(fields);
        this.inputs = List.copyOf(inputs);
    }

    /** The next rows, maybe none; null after the last. */
    abstract @Nullable Batch produce();

    @Override
    public final List<Field> fields() {
        return fields;
    }

    @Override
    public final @Nullable Batch next() {
        if (finished) {
            return null;
        }
        if (closed) {
            throw new BestPeerException(ErrorCode.CANCELLED, "query was cancelled");
        }
        working = true;
        try {
            Batch batch;
            do {
                guard.check();
                batch = produce();
            } while (batch != null && batch.rows() == 0);
            if (batch == null) {
                finished = true;
                finish();
            }
            return batch;
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        } finally {
            working = false;
            if (closed) {
                end();
            }
        }
    }

    private void end() {
        giveBack();
        discard();
    }

    /** Lets go of files and of what reads them; called at the end, maybe more than once. */
    void discard() {}

    /** Gives back all memory that is counted. */
    final void giveBack() {
        guard.release(held.getAndSet(0));
    }

    private void finish() {
        end();
        close();
    }

    private void closeAfter(Throwable failure) {
        try {
            finish();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Counts memory that is given back at the end. */
    final void hold(long bytes) {
        guard.hold(bytes);
        held.addAndGet(bytes);
    }

    /** Counts memory too, unless what is held should be written to a file first. */
    final boolean reserve(long bytes) {
        boolean may = guard.reserve(bytes, held.get());
        if (may) {
            held.addAndGet(bytes);
        }
        return may;
    }

    /** Takes over memory that is counted already. */
    final void adopt(long bytes) {
        held.addAndGet(bytes);
    }

    @Override
    public final void close() {
        closed = true;
        if (!working) {
            end();
        }
        Streams.closeAll(inputs);
    }
}
