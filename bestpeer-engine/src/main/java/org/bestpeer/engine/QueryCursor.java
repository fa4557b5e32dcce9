package org.bestpeer.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.admission.Ticket;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.progress.QueryProgress;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement. Until the first batch has left, an attempt that failed because an owner's data changed is
 * thrown away and made again with a fresh placement, and so is one that failed because an owner is gone, without that owner, if
 * the session allows partial results; afterwards every failure is final.
 */
final class QueryCursor implements RowCursor {
    private static final int MAX_STALE = 5;

    private final Run run;
    private final List<Field> fields;
    private final Supplier<BatchStream> attempts;
    private volatile @Nullable BatchStream running;
    private volatile boolean cancelled;
    private volatile boolean closed;
    private boolean started;
    private int stale;
    private long workedNanos;

    /**
     * What the cursor is part of.
     *
     * @param queryId identifier of the query
     * @param execution knows the deadline, and what to forget before another attempt
     * @param ticket to be entered for work, left between, and closed at the end
     * @param progress is told of rows, of attempts that were given up, and of the end
     */
    record Run(String queryId, Execution execution, Ticket ticket, QueryProgress progress) {}

    /**
     * A cursor that has not begun; the first row that is wanted makes the first attempt.
     *
     * @param attempts locates, places and starts the plan
     */
    QueryCursor(Run run, Supplier<BatchStream> attempts, List<Field> fields) {
        this.run = run;
        this.fields = fields;
        this.attempts = attempts;
    }

    @Override
    public String queryId() {
        return run.queryId;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public List<MissingOwner> missing() {
        return run.execution.missing();
    }

    @Override
    public @Nullable Batch next() {
        check();
        enter();
        try {
            return pull();
        } finally {
            run.ticket.leave();
        }
    }

    private void enter() {
        try {
            run.progress.waits(true);
            run.ticket.enter(run.execution.timeLeft());
            run.progress.waits(false);
        } catch (BestPeerException refused) {
            if (!cancelled && run.execution.isExpired() && refused.code() == ErrorCode.CANCELLED) {
                throw late();
            }
            fail(refused);
            throw refused;
        }
    }

    private @Nullable Batch pull() {
        while (true) {
            check();
            long began = System.nanoTime();
            try {
                Batch batch = running().next();
                check();
                started = true;
                workedNanos += System.nanoTime() - began;
                if (batch == null) {
                    run.progress.finished();
                    run.execution.learn(Duration.ofNanos(workedNanos));
                } else {
                    run.progress.delivered(batch.rows());
                }
                return batch;
            } catch (BestPeerException failure) {
                close(running);
                running = null;
                if (cancelled) {
                    throw cancelled(failure);
                }
                if (closed && run.execution.isExpired()) {
                    throw late();
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
        boolean changed = failure.code() == ErrorCode.STALE;
        if (changed || failure.code() == ErrorCode.OWNER_UNREACHABLE) {
            run.execution.forgetOwners();
        }
        // There are only so many owners to be left out, so these attempts end by themselves.
        boolean again = !started && (changed ? ++stale < MAX_STALE : run.execution.leaveOut(failure));
        if (!again) {
            fail(failure);
            throw failure;
        }
        run.progress.retried(String.valueOf(failure.getMessage()));
    }

    private BatchStream running() {
        BatchStream current = running;
        if (current == null) {
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
        if (run.execution.isExpired()) {
            BestPeerException late = late();
            fail(late);
            throw late;
        }
        if (closed) {
            throw new BestPeerException(ErrorCode.CANCELLED, "the cursor is closed");
        }
    }

    private static BestPeerException late() {
        return new BestPeerException(
                ErrorCode.DEADLINE_EXCEEDED,
                "the query did not end within its time limit; raise queryTimeout or ask for less");
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
                run.progress.cancelled();
            } else {
                run.progress.finished();
            }
        }
    }

    private void fail(Throwable failure) {
        try {
            shut();
        } finally {
            if (!cancelled) {
                run.progress.failed(failure);
            }
        }
    }

    private void shut() {
        closed = true;
        run.ticket.close();
        try {
            close(running);
        } finally {
            run.execution.workspace().close();
        }
    }

    /** Whether nothing more comes. */
    boolean isOver() {
        return closed;
    }

    /** Ends it, from any thread, if its time is over; whether it is over then. Whoever still reads it is told why. */
    boolean endIfExpired() {
        if (!closed && run.execution.isExpired()) {
            fail(late());
        }
        return closed;
    }

    private static void close(@Nullable BatchStream stream) {
        if (stream != null) {
            stream.close();
        }
    }
}
