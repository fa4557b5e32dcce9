package org.bestpeer.engine.exec.operator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.SpillFile;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * A fragment's rows parted by their keys, encoded, and kept for their receivers: in memory, or in files when there is too
 * little of it. So no receiver makes another one wait. Written by one thread, each part read by one, closed by any.
 */
public final class PartedRows implements AutoCloseable {
    private static final int BATCH_ROWS = 2048;

    private final List<Field> fields;
    private final KeySplit split;
    private final int pieceBytes;
    private final Workspace workspace;
    private final List<Part> parts = new ArrayList<>();
    private long rows;
    private boolean complete;
    private boolean closed;
    private @Nullable BestPeerException failure;

    /** What waits for one receiver. */
    private static final class Part {
        final Deque<byte[]> pieces = new ArrayDeque<>();
        BatchBuilder buffer;

        @Nullable
        SpillFile file;

        long bytes;
        boolean claimed;
        boolean over;

        Part(List<Field> fields) {
            this.buffer = BatchBuilder.of(fields, BATCH_ROWS);
        }
    }

    /**
     * Empty parts.
     *
     * @param fields columns of the rows
     * @param count how many parts there are
     * @param pieceBytes about how large a piece may be
     * @param workspaces gives what it may hold; closed with it
     * @throws BestPeerException if the rows cannot be parted by such keys; then no workspace was asked for
     */
    public PartedRows(
            List<Field> fields, Partitioning partitioning, int count, int pieceBytes, Supplier<Workspace> workspaces) {
        this.fields = List.copyOf(fields);
        this.split = new KeySplit(fields, partitioning, count);
        this.pieceBytes = pieceBytes;
        this.workspace = workspaces.get();
        for (int i = 0; i < count; i++) {
            parts.add(new Part(fields));
        }
    }

    /** Adds rows; those that nobody wants any more are dropped. */
    public void add(Batch batch) {
        int[][] numbers = split.rows(batch);
        for (int p = 0; p < numbers.length; p++) {
            Part part = parts.get(p);
            if (numbers[p].length > 0 && !isOver(part)) {
                part.buffer.appendAll(Vectors.gather(batch, numbers[p], numbers[p].length));
                if (part.buffer.rows() >= BATCH_ROWS) {
                    flush(part);
                }
            }
        }
    }

    private void flush(Part part) {
        Batch batch = part.buffer.build();
        part.buffer = BatchBuilder.of(fields, BATCH_ROWS);
        for (byte[] piece : BatchCodec.encodeSplit(batch, pieceBytes)) {
            put(part, piece);
        }
        synchronized (this) {
            rows += batch.rows();
        }
    }

    private void put(Part part, byte[] piece) {
        synchronized (this) {
            if (closed || part.over) {
                return;
            }
            part.bytes += piece.length;
            // A file is read after all that is in memory, so what comes after its first piece goes there, too.
            if (part.file == null && hold(piece.length)) {
                part.pieces.add(piece);
                notifyAll();
                return;
            }
        }
        file(part).write(piece);
    }

    private boolean hold(long length) {
        if (workspace.spill().isOn()) {
            return workspace.tryHold(length);
        }
        workspace.hold(length);
        return true;
    }

    private SpillFile file(Part part) {
        SpillFile file = part.file;
        if (file == null) {
            file = workspace.spill().create();
            part.file = file;
        }
        return file;
    }

    /** All rows were added. */
    public void complete() {
        for (Part part : parts) {
            if (part.buffer.rows() > 0) {
                flush(part);
            }
        }
        synchronized (this) {
            complete = true;
            notifyAll();
        }
    }

    /** Nothing more is given: receivers are told why. */
    public synchronized void fail(BestPeerException why) {
        if (failure == null) {
            failure = why;
        }
        notifyAll();
    }

    /** What {@link #fail} was told. */
    public synchronized Optional<BestPeerException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Somebody begins to take a part.
     *
     * @throws BestPeerException INVALID_STATEMENT if it was taken before, for then some of it is gone
     */
    public synchronized void claim(int number) {
        if (parts.get(number).claimed) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT, "fragment refused: its repartitioned rows were taken already");
        }
        parts.get(number).claimed = true;
    }

    /**
     * The next piece of a part: an encoded batch; null at its end, or if nobody wants more of it. Blocks.
     *
     * @param patience how long there may be none
     * @throws BestPeerException what {@link #fail} was told; DEADLINE_EXCEEDED; CANCELLED once this is closed
     */
    public byte @Nullable [] next(int number, Duration patience) {
        Part part = parts.get(number);
        SpillFile file;
        synchronized (this) {
            long end = System.nanoTime() + patience.toNanos();
            while (part.pieces.isEmpty() && !part.over && !complete && !closed && failure == null) {
                await(end);
            }
            if (failure != null) {
                throw failure;
            }
            if (closed) {
                throw new BestPeerException(ErrorCode.CANCELLED, "the query is over");
            }
            byte[] piece = part.pieces.poll();
            if (piece != null) {
                workspace.release(piece.length);
                return piece;
            }
            file = part.file;
        }
        byte[] piece = file == null ? null : file.read();
        if (piece == null) {
            abandon(number);
        }
        return piece;
    }

    /** Nobody wants more of a part. */
    public synchronized void abandon(int number) {
        Part part = parts.get(number);
        part.over = true;
        part.pieces.forEach(piece -> workspace.release(piece.length));
        part.pieces.clear();
        if (part.file != null && complete) {
            part.file.close();
        }
        notifyAll();
    }

    private synchronized boolean isOver(Part part) {
        return part.over;
    }

    /** Whether nobody wants more of any part. */
    public synchronized boolean isTaken() {
        return closed || parts.stream().allMatch(part -> part.over);
    }

    /**
     * Blocks until all parts are taken or not wanted any more, or this is closed.
     *
     * @throws BestPeerException DEADLINE_EXCEEDED after that long
     */
    public synchronized void awaitTaken(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!isTaken()) {
            await(end);
        }
    }

    private void await(long end) {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new BestPeerException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "rows for other peers were not there, or not taken, within the time limit");
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the query was cancelled", e);
        }
    }

    /** Rows so far. */
    public synchronized long rows() {
        return rows;
    }

    /** Bytes of the rows of a part as encoded. */
    public synchronized long bytes(int part) {
        return parts.get(part).bytes;
    }

    /** Drops everything. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        workspace.close();
    }
}
