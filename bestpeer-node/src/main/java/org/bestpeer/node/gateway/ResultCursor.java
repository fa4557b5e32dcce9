package org.bestpeer.node.gateway;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.calcite.avatica.proto.Common.Frame;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.RowCursor;
import org.bestpeer.engine.exec.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the rows of a cursor into frames. Batches are pulled only when a frame is asked for, so a slow client slows the
 * query down. Used by one thread at a time; {@link #expire}, {@link #cancel} and {@link #close} by any.
 */
final class ResultCursor {
    /** A frame that has rows does not wait longer than this for more. */
    private static final long PATIENCE_NANOS = 50_000_000;

    private final RowCursor rows;
    private final Supplier<FrameRows> style;
    private final int frameBytes;
    private final LongSupplier nanos;
    private final Instant deadline;
    private @Nullable Batch batch;
    private int nextRow;
    private long offset;
    private long left;
    private volatile boolean ended;
    private volatile boolean closed;
    private volatile boolean late;

    /**
     * @param style how rows travel
     * @param deadline after it nobody may read on
     */
    ResultCursor(
            RowCursor rows,
            Supplier<FrameRows> style,
            long maxRows,
            int frameBytes,
            LongSupplier nanos,
            Instant deadline) {
        this.rows = rows;
        this.style = style;
        this.left = maxRows;
        this.frameBytes = frameBytes;
        this.nanos = nanos;
        this.deadline = deadline;
    }

    /** The rows from {@code from} on, which must be where the last frame ended. */
    Frame next(long from, int maxRows) {
        try {
            if (late) {
                throw tooLate(null);
            }
            return frame(from, maxRows);
        } catch (BestPeerException e) {
            throw late && e.code() == ErrorCode.CANCELLED ? tooLate(e) : e;
        }
    }

    private static BestPeerException tooLate(@Nullable Throwable cause) {
        return new BestPeerException(
                ErrorCode.DEADLINE_EXCEEDED,
                "the result was not read to its end within the statement's time limit; raise queryTimeout",
                cause);
    }

    private Frame frame(long from, int maxRows) {
        if (from != offset) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT,
                    "rows from %d on were asked for, but the result stands at %d; run the statement again"
                            .formatted(from, offset));
        }
        Frame.Builder frame = Frame.newBuilder().setOffset(offset);
        FrameRows out = style.get();
        long started = nanos.getAsLong();
        int count = 0;
        while (count < maxRows && out.bytes() < frameBytes) {
            boolean waitedEnough = count > 0 && nanos.getAsLong() - started > PATIENCE_NANOS;
            Batch current = waitedEnough ? buffered() : current();
            if (current == null) {
                break;
            }
            int most = (int) Math.min(left, Math.min(maxRows - count, current.rows() - nextRow));
            int added = out.add(current, nextRow, most, frameBytes - out.bytes());
            nextRow += added;
            count += added;
            offset += added;
            left -= added;
        }
        out.putInto(frame);
        endIfComplete();
        return frame.setDone(ended).build();
    }

    private void endIfComplete() {
        if (left == 0 && !ended) {
            ended = true;
            rows.close();
        }
    }

    private @Nullable Batch buffered() {
        Batch current = batch;
        return current != null && nextRow < current.rows() && left > 0 ? current : null;
    }

    private @Nullable Batch current() {
        while (!ended && left > 0 && buffered() == null) {
            batch = rows.next();
            nextRow = 0;
            if (batch == null) {
                ended = true;
                rows.close();
            }
        }
        return buffered();
    }

    List<MissingOwner> missing() {
        return rows.missing();
    }

    Instant deadline() {
        return deadline;
    }

    /** Whether it was read to its end or closed. */
    boolean isOver() {
        return ended || closed;
    }

    /** Its time is up; whoever reads on is told. */
    void expire() {
        late = true;
        cancel();
        close();
    }

    void cancel() {
        closed = true;
        rows.cancel();
    }

    void close() {
        closed = true;
        rows.close();
    }
}
