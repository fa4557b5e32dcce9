package org.bestpeer.engine;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement. Until the first batch has left, an attempt that failed because an owner's data changed is
 * thrown away and made again with a fresh placement; afterwards every failure is final.
 */
final class QueryCursor implements RowCursor {
    private static final int MAX_ATTEMPTS = 5;

    private final String queryId;
    private final List<Field> fields;
    private final Supplier<BatchStream> attempts;
    private final Runnable onStale;
    private final BooleanSupplier expired;
    private volatile @Nullable BatchStream running;
    private volatile boolean cancelled;
    private volatile boolean closed;
    private boolean started;
    private int made;

    /**
     * Makes the first attempt.
     *
     * @param attempts locates, places and starts the plan
     * @param onStale forgets the placement
     */
    QueryCursor(
            String queryId,
            List<Field> fields,
            Supplier<BatchStream> attempts,
            Runnable onStale,
            BooleanSupplier expired) {
        this.queryId = queryId;
        this.fields = fields;
        this.attempts = attempts;
        this.onStale = onStale;
        this.expired = expired;
    }

    @Override
    public String queryId() {
        return queryId;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            check();
            try {
                Batch batch = running().next();
                check();
                started = true;
                return batch;
            } catch (BestPeerException failure) {
                close(running);
                running = null;
                if (cancelled) {
                    throw cancelled(failure);
                }
                recover(failure);
            } catch (RuntimeException failure) {
                close();
                throw cancelled ? cancelled(failure) : failure;
            }
        }
    }

    private void recover(BestPeerException failure) {
        boolean stale = failure.code() == ErrorCode.STALE;
        if (stale || failure.code() == ErrorCode.OWNER_UNREACHABLE) {
            onStale.run();
        }
        if (!stale || started || made >= MAX_ATTEMPTS) {
            close();
            throw failure;
        }
    }

    private BatchStream running() {
        BatchStream current = running;
        if (current == null) {
            made++;
            current = attempts.get();
            running = current;
            // A cancel between the two lines above found nothing to close.
            check();
        }
        return current;
    }

    private void check() {
        if (cancelled) {
            close();
            throw cancelled(null);
        }
        if (expired.getAsBoolean()) {
            close();
            throw new BestPeerException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "the query did not end within its time limit; raise queryTimeout or ask for less");
        }
        if (closed) {
            throw new BestPeerException(ErrorCode.CANCELLED, "the cursor is closed");
        }
    }

    private static BestPeerException cancelled(@Nullable Throwable cause) {
        return new BestPeerException(ErrorCode.CANCELLED, "the query was cancelled", cause);
    }

    @Override
    public void cancel() {
        cancelled = true;
        close();
    }

    @Override
    public void close() {
        closed = true;
        close(running);
    }

    private static void close(@Nullable BatchStream stream) {
        if (stream != null) {
            stream.close();
        }
    }
}
