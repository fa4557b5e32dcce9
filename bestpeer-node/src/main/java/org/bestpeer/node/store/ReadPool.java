package org.bestpeer.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for reading, each with the statements it prepared. A general pool does not keep statements, and these
 * connections are in-process objects that need no testing.
 */
final class ReadPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);
    private static final int STATEMENTS = 64;
    private static final long WAIT_SECONDS = 10;

    private final Opener opener;
    private final Semaphore permits;
    private final Deque<Reader> idle = new ArrayDeque<>();
    private boolean closed;

    /** Opens a connection that can only read. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    ReadPool(Opener opener, int size) {
        this.opener = opener;
        this.permits = new Semaphore(size, true);
    }

    /** A connection for one statement at a time. */
    final class Reader {
        private final Connection connection;
        private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

        private Reader(Connection connection) {
            this.connection = connection;
        }

        PreparedStatement prepare(String sql) throws SQLException {
            PreparedStatement known = statements.get(sql);
            if (known != null) {
                return known;
            }
            if (statements.size() >= STATEMENTS) {
                String oldest = statements.keySet().iterator().next();
                PreparedStatement dropped = statements.remove(oldest);
                if (dropped != null) {
                    dropped.close();
                }
            }
            PreparedStatement fresh = connection.prepareStatement(sql);
            statements.put(sql, fresh);
            return fresh;
        }

        /** Gives the connection back; one whose statement failed is not used again. */
        void release(boolean healthy) {
            try {
                if (!healthy || !keep(this)) {
                    connection.close();
                }
            } catch (SQLException e) {
                LOG.debug("closing a connection to the store", e);
            } finally {
                permits.release();
            }
        }
    }

    Reader borrow() throws SQLException {
        try {
            if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new BestPeerException(
                        ErrorCode.OVERLOADED, "the store has too many scans at once; repeat the query later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the scan was cancelled", e);
        }
        boolean opened = false;
        try {
            Reader reader = takeIdle();
            if (reader == null) {
                reader = new Reader(opener.open());
            }
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                permits.release();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        Deque<Reader> leftover;
        synchronized (idle) {
            closed = true;
            leftover = new ArrayDeque<>(idle);
            idle.clear();
        }
        for (Reader reader : leftover) {
            reader.connection.close();
        }
    }

    private @Nullable Reader takeIdle() {
        synchronized (idle) {
            return idle.pollFirst();
        }
    }

    private boolean keep(Reader reader) {
        synchronized (idle) {
            if (!closed) {
                idle.addFirst(reader);
            }
            return !closed;
        }
    }
}
