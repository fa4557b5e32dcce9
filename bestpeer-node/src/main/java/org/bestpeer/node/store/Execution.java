package org.bestpeer.node.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.store.StoreStatement;
import org.jspecify.annotations.Nullable;

/** One run of a statement over a range of row numbers; holds a connection until it is closed. */
final class Execution {
    private static final int FETCH_ROWS = 1024;

    private final ReadPool.Reader reader;
    private final PreparedStatement statement;
    private final RowsToBatch batches;
    private @Nullable ResultSet rows;
    private boolean failed;

    private Execution(ReadPool.Reader reader, PreparedStatement statement, RowsToBatch batches) {
        this.reader = reader;
        this.statement = statement;
        this.batches = batches;
    }

    /** Borrows a connection and prepares the statement; nothing runs yet. */
    static Execution prepare(ReadPool pool, StoreStatement statement, RowsToBatch batches) throws SQLException {
        ReadPool.Reader reader = pool.borrow();
        boolean prepared = false;
        try {
            PreparedStatement jdbc = reader.prepare(statement.sql());
            jdbc.setFetchSize(FETCH_ROWS);
            prepared = true;
            return new Execution(reader, jdbc, batches);
        } finally {
            if (!prepared) {
                reader.release(false);
            }
        }
    }

    void run(StoreStatement text, long fromRow, long toRow, long limit) throws SQLException {
        failed = true;
        statement.setLong(1, fromRow);
        statement.setLong(2, toRow);
        int next = 3;
        List<Scalar.Literal> literals = text.literals();
        for (Scalar.Literal literal : literals) {
            JdbcValues.set(statement, next++, literal.type(), literal.value());
        }
        if (text.limited()) {
            statement.setInt(next, (int) Math.min(limit, Integer.MAX_VALUE));
        }
        rows = statement.executeQuery();
        failed = false;
    }

    /** The next rows of the run, or null after the last. */
    @Nullable
    Batch read(int limit) throws SQLException {
        if (rows == null) {
            throw new IllegalStateException("nothing was run");
        }
        failed = true;
        Batch batch = batches.read(rows, limit);
        failed = false;
        return batch;
    }

    /** May be called from another thread while the statement runs. */
    void cancel() throws SQLException {
        statement.cancel();
    }

    void close() throws SQLException {
        try {
            if (rows != null) {
                rows.close();
            }
        } finally {
            reader.release(!failed);
        }
    }
}
