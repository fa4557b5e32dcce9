package org.bestpeer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A plain statement. */
final class BestPeerStatement extends AvaticaStatement implements BestPeerStatementState {
    private final StatementRun run = new StatementRun();

    BestPeerStatement(
            BestPeerConnection connection, Meta.@Nullable StatementHandle h, int type, int concurrency, int holdability)
            throws SQLException {
        super(connection, h, type, concurrency, holdability);
        setQueryTimeout(connection.defaultTimeoutSeconds());
        setFetchSize(connection.defaultFetchSize());
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        run.begin();
        return CleanCalls.call(() -> super.execute(sql));
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        run.begin();
        refuse(sql, SqlKind.CHANGE, "executeQuery is for queries; call executeUpdate or execute");
        return CleanCalls.call(() -> super.executeQuery(sql));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        run.begin();
        refuse(sql, SqlKind.QUERY, "executeUpdate is for INSERT, UPDATE and DELETE; call executeQuery");
        long count = CleanCalls.call(() -> super.executeLargeUpdate(sql));
        if (openResultSet != null) {
            openResultSet.close();
            throw SqlErrors.of("42000", "executeUpdate is for INSERT, UPDATE and DELETE; call executeQuery");
        }
        return count;
    }

    private static void refuse(String sql, SqlKind wrong, String message) throws SQLException {
        if (SqlKind.of(sql) == wrong) {
            throw SqlErrors.of("42000", message);
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        run.begin();
        return Batches.run(super::executeLargeBatch);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return Batches.saturated(executeLargeBatch());
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // it must not wait for the execution that it ends
    @Override
    public void cancel() throws SQLException {
        run.cancel();
        CancelRequest.send((BestPeerConnection) connection, handle);
    }

    @Override
    public synchronized void close() throws SQLException {
        CleanCalls.call(() -> {
            super.close();
            return true;
        });
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        checkOpen();
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        FetchSizes.check(rows);
        super.setFetchSize(rows);
    }

    @Override
    public @Nullable String sql() {
        return null;
    }

    @Override
    public int millisLeft() {
        return run.leftOf(FetchSizes.millis(this));
    }

    @Override
    public boolean isCancelled() {
        return run.isCancelled();
    }

    @Override
    public void incomplete(String missing) {
        run.incomplete(missing);
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return run.warning();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        run.clearWarning();
    }
}
