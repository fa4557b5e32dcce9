package org.bestpeer.node.gateway;

import com.google.protobuf.CodedOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.calcite.avatica.proto.Common.ColumnValue;
import org.apache.calcite.avatica.proto.Common.Frame;
import org.apache.calcite.avatica.proto.Common.Row;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.RowCursor;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the rows of a cursor into frames. Batches are pulled only when a frame is asked for, so a slow client slows the
 * query down. Used by one thread at a time; {@link #expire}, {@link #cancel} and {@link #close} by any.
 */
final class ResultCursor {
    /** A frame that has rows does not wait longer than this for more. */
    private static final long PATIENCE_NANOS = 50_000_000;

    private final RowCursor rows;
    private final TypeKind[] kinds;
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

    /** @param deadline after it nobody may read on */
    ResultCursor(RowCursor rows, long maxRows, int frameBytes, LongSupplier nanos, Instant deadline) {
        this.rows = rows;
        this.kinds = rows.fields().stream().map(Field::type).map(t -> t.kind()).toArray(TypeKind[]::new);
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
        long started = nanos.getAsLong();
        int bytes = 0;
        while (frame.getRowsCount() < maxRows && bytes < frameBytes) {
            boolean waitedEnough = frame.getRowsCount() > 0 && nanos.getAsLong() - started > PATIENCE_NANOS;
            Batch current = waitedEnough ? buffered() : current();
            if (current == null) {
                break;
            }
            Row row = row(current, nextRow++);
            bytes += row.getSerializedSize() + CodedOutputStream.computeTagSize(3);
            frame.addRows(row);
            offset++;
            left--;
        }
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

    private Row row(Batch current, int index) {
        Row.Builder row = Row.newBuilder();
        List<Vector> columns = current.columns();
        for (int i = 0; i < kinds.length; i++) {
            ColumnValue value = Values.of(kinds[i], columns.get(i).get(index));
            row.addValue(value);
        }
        return row.build();
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
