package org.bestpeer.node.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.store.StoreStatement;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a scan. HSQLDB builds the whole result of a statement before its first row, so a scan without an order
 * goes through the table piece by piece and holds no connection between the pieces.
 */
final class ScanStream implements BatchStream {
    private static final Logger LOG = LoggerFactory.getLogger(ScanStream.class);
    private static final int BATCH_ROWS = 1024;
    private static final long PIECE_ROWS = 8192;

    private final Scan scan;
    private final ReadPool pool;
    private final TableVersions.Pin pin;
    private final RowsToBatch batches;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Batch> ready = new ArrayDeque<>();
    private long nextRow;
    private long wanted;
    private boolean released;
    private volatile boolean closed;
    private volatile @Nullable Execution running;

    /**
     * What to run.
     *
     * @param fields columns of the result
     * @param statement the query
     * @param whole whether to run it once over all rows
     * @param limit rows wanted; {@link Long#MAX_VALUE} for all
     * @param limitEach whether so many are wanted of each piece
     */
    record Scan(List<Field> fields, StoreStatement statement, boolean whole, long limit, boolean limitEach) {}

    ScanStream(Scan scan, ReadPool pool, TableVersions.Pin pin) {
        this.scan = scan;
        this.pool = pool;
        this.pin = pin;
        this.batches = new RowsToBatch(scan.fields());
        this.wanted = scan.limit();
    }

    @Override
    public List<Field> fields() {
        return scan.fields();
    }

    @Override
    public @Nullable Batch next() {
        lock.lock();
        try {
            if (closed) {
                throw new BestPeerException(ErrorCode.CANCELLED, "the scan was cancelled");
            }
            Batch batch = scan.whole() ? nextOfWhole() : nextOfPieces();
            if (batch == null) {
                release();
            }
            return batch;
        } catch (SQLException e) {
            release();
            throw closed
                    ? new BestPeerException(ErrorCode.CANCELLED, "the scan was cancelled", e)
                    : StoreFailures.during("reading table " + pin.table().name(), e);
        } finally {
            if (closed) {
                release();
            }
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        Execution execution = running;
        if (execution != null) {
            try {
                execution.cancel();
            } catch (SQLException e) {
                LOG.debug("cancelling a scan", e);
            }
        }
        // Whoever is in next() sees that it is closed and lets go itself.
        if (lock.tryLock()) {
            try {
                release();
            } finally {
                lock.unlock();
            }
        }
    }

    private @Nullable Batch nextOfWhole() throws SQLException {
        if (running == null) {
            if (nextRow >= pin.table().rowLimit() || wanted == 0) {
                return null;
            }
            nextRow = pin.table().rowLimit();
            start(0, nextRow);
        }
        return readRunning();
    }

    private @Nullable Batch nextOfPieces() throws SQLException {
        while (ready.isEmpty() && nextRow < pin.table().rowLimit() && wanted > 0 && !closed) {
            long end = Math.min(nextRow + PIECE_ROWS, pin.table().rowLimit());
            start(nextRow, end);
            nextRow = end;
            for (Batch batch = readRunning(); batch != null; batch = readRunning()) {
                ready.add(batch);
                wanted -= scan.limitEach() ? 0 : batch.rows();
            }
            finishRunning();
        }
        return ready.poll();
    }

    private void start(long fromRow, long toRow) throws SQLException {
        Execution execution = Execution.prepare(pool, scan.statement(), batches);
        running = execution;
        execution.run(scan.statement(), fromRow, toRow, wanted);
    }

    private @Nullable Batch readRunning() throws SQLException {
        Execution execution = running;
        return execution == null ? null : execution.read(BATCH_ROWS);
    }

    private void finishRunning() throws SQLException {
        Execution execution = running;
        running = null;
        if (execution != null) {
            execution.close();
        }
    }

    private void release() {
        if (released) {
            return;
        }
        released = true;
        nextRow = Long.MAX_VALUE;
        ready.clear();
        try {
            finishRunning();
        } catch (SQLException e) {
            LOG.debug("closing a scan", e);
        } finally {
            pin.close();
        }
    }
}
