package org.bestpeer.engine;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.progress.QueryProgress;
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
    private final QueryProgress progress;
    private volatile @Nullable BatchStream running;
    private volatile boolean cancelled;
    private volatile boolean closed;
    private boolean started;
    private int made;

    /**
     * A cursor that has not begun; the first row that is wanted makes the first attempt.
     *
     * @param attempts locates, places and starts the plan
     * @param onStale forgets the placement
     * @param expired whether the deadline is over
     * @param progress is told of rows, of attempts that were given up, and of the end
     */
    QueryCursor(
            String queryId,
            List<Field> fields,
            Supplier<BatchStream> attempts,
            Runnable onStale,
            BooleanSupplier expired,
            QueryProgress progress) {
        this.queryId = queryId;
        this.fields = fields;
        this.attempts = attempts;
        this.onStale = onStale;
        this.expired = expired;
        this.progress = progress;
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
                if (batch == null) {
                    progress.finished();
                } else {
                    progress.delivered(batch.rows());
                }
                return batch;
            } catch (BestPeerException failure) {
                close(running);
                running = null;
                if (cancelled) {
                    throw cancelled(failure);
                }
                recover(failure);
            } catch (RuntimeException | Error failure) {
                fail(failure);
                if (cancelled) {
                    throw cancelled(failure);
                }
                throw failure;
            }
        }
    }

    private void recover(BestPeerException failure) {
        boolean stale = failure.code() == ErrorCode.STALE;
        if (stale || failure.code() == ErrorCode.OWNER_UNREACHABLE) {
            onStale.run();
        }
        if (!stale || started || made >= MAX_ATTEMPTS) {
            fail(failure);
            throw failure;
        }
        progress.retried(String.valueOf(failure.getMessage()));
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
            shut();
            throw cancelled(null);
        }
        if (expired.getAsBoolean()) {
            BestPeerException late = new BestPeerException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "the query did not end within its time limit; raise queryTimeout or ask for less");
            fail(late);
            throw late;
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

    /** A reader that goes before the end had all it wanted. */
    @Override
    public void close() {
        try {
            shut();
        } finally {
            if (cancelled) {
                progress.cancelled();
            } else {
                progress.finished();
            }
        }
    }

    private void fail(Throwable failure) {
        try {
            shut();
        } finally {
            if (!cancelled) {
                progress.failed(failure);
            }
        }
    }

    private void shut() {
        closed = true;
        close(running);
    }

    private static void close(@Nullable BatchStream stream) {
        if (stream != null) {
            stream.close();
        }
    }
}
