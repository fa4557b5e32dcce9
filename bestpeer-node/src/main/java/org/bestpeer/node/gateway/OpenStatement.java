package org.bestpeer.node.gateway;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.calcite.avatica.proto.Common.Frame;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.PreparedQuery;
import org.jspecify.annotations.Nullable;

/** A statement of a connection and its result, if it has one. One thread runs it; any thread ends it. */
final class OpenStatement {
    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable PreparedQuery prepared;
    private volatile @Nullable ResultCursor cursor;
    private volatile boolean ended;

    void prepare(PreparedQuery query) {
        prepared = query;
    }

    @Nullable
    PreparedQuery prepared() {
        return prepared;
    }

    /** Runs it anew and returns its first frame. */
    Frame execute(Supplier<ResultCursor> run, int maxRows) {
        return exclusively(() -> {
            closeCursor();
            ResultCursor opened = run.get();
            cursor = opened;
            return frame(opened, 0, maxRows);
        });
    }

    /** Changes rows; a result that it had before is closed. */
    List<Long> change(Supplier<List<Long>> run) {
        return exclusively(() -> {
            closeCursor();
            return run.get();
        });
    }

    /** The next frame; null if nothing was executed. */
    @Nullable
    Frame fetch(long offset, int maxRows) {
        return exclusively(() -> {
            ResultCursor current = cursor;
            return current == null ? null : frame(current, offset, maxRows);
        });
    }

    /** Whose rows its result lacks, once that has a frame. */
    List<MissingOwner> missing() {
        ResultCursor current = cursor;
        return current == null ? List.of() : current.missing();
    }

    private Frame frame(ResultCursor current, long offset, int maxRows) {
        // Looked at after the cursor was made visible to end(): one of the two threads sees the other.
        if (ended) {
            closeCursor();
            throw new BestPeerException(ErrorCode.CANCELLED, "the statement was cancelled");
        }
        boolean complete = false;
        try {
            Frame frame = current.next(offset, maxRows);
            complete = true;
            return frame;
        } finally {
            if (!complete) {
                closeCursor();
            }
        }
    }

    private <T extends @Nullable Object> T exclusively(Supplier<T> action) {
        if (!running.tryLock()) {
            throw new BestPeerException(ErrorCode.INVALID_STATEMENT, "the statement is already running");
        }
        try {
            return action.get();
        } finally {
            running.unlock();
        }
    }

    private void closeCursor() {
        ResultCursor current = cursor;
        cursor = null;
        if (current != null) {
            current.close();
        }
    }

    /** Whether it has a result that was not read to its end. */
    boolean hasOpenResult() {
        ResultCursor current = cursor;
        return current != null && !current.isOver();
    }

    boolean isRunning() {
        return running.isLocked();
    }

    /** Ends a result whose time is up, whether or not somebody reads it; from any thread. */
    void expire(Instant now) {
        ResultCursor current = cursor;
        if (current != null && !current.isOver() && now.isAfter(current.deadline())) {
            current.expire();
        }
    }

    /** Stops its result where it stands; from any thread. */
    void endResult() {
        ResultCursor current = cursor;
        if (current != null) {
            current.cancel();
            current.close();
        }
    }

    /** Stops it where it stands; from any thread. */
    void end() {
        ended = true;
        endResult();
    }
}
