package org.bestpeer.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A statement with parameters. Dates and times travel as text, which keeps every digit and no time zone. */
final class BestPeerPreparedStatement extends AvaticaPreparedStatement implements BestPeerStatementState {
    private final String sql;
    private final StatementRun run = new StatementRun();

    BestPeerPreparedStatement(
            BestPeerConnection connection,
            Meta.StatementHandle h,
            Meta.Signature signature,
            int type,
            int concurrency,
            int holdability)
            throws SQLException {
        super(connection, h, signature, type, concurrency, holdability);
        this.sql = signature.sql;
        setQueryTimeout(connection.defaultTimeoutSeconds());
        setFetchSize(connection.defaultFetchSize());
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        run.begin();
        if (SqlKind.of(sql) == SqlKind.CHANGE) {
            throw SqlErrors.of("42000", "executeQuery is for queries; call executeUpdate or execute");
        }
        return CleanCalls.call(super::executeQuery);
    }

    @Override
    public boolean execute() throws SQLException {
        run.begin();
        return CleanCalls.call(super::execute);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        run.begin();
        if (SqlKind.of(sql) == SqlKind.QUERY) {
            throw SqlErrors.of("42000", "executeUpdate is for INSERT, UPDATE and DELETE; call executeQuery");
        }
        return CleanCalls.call(super::executeLargeUpdate);
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

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        return SqlKind.of(sql) == SqlKind.CHANGE ? null : super.getMetaData();
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
    public void setObject(int index, @Nullable Object x) throws SQLException {
        if (x instanceof LocalDate || x instanceof LocalTime || x instanceof LocalDateTime) {
            setString(index, x.toString());
        } else if (x instanceof Date date) {
            setDate(index, date);
        } else if (x instanceof Time time) {
            setTime(index, time);
        } else if (x instanceof Timestamp timestamp) {
            setTimestamp(index, timestamp);
        } else if (x instanceof Character || x instanceof Enum) {
            setString(index, x.toString());
        } else {
            CleanCalls.call(() -> {
                super.setObject(index, x);
                return true;
            });
        }
    }

    @Override
    public void setObject(int index, @Nullable Object x, int targetSqlType) throws SQLException {
        // The peer knows the parameter's type and converts, with an error that names the parameter if it cannot.
        setObject(index, x);
    }

    @Override
    public void setObject(int index, @Nullable Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        setObject(index, x);
    }

    @Override
    public void setNull(int index, int sqlType) throws SQLException {
        super.setObject(index, null);
    }

    @Override
    public void setNull(int index, int sqlType, String typeName) throws SQLException {
        super.setObject(index, null);
    }

    @Override
    public void setDate(int index, @Nullable Date x) throws SQLException {
        setText(index, x == null ? null : x.toLocalDate());
    }

    @Override
    public void setDate(int index, @Nullable Date x, @Nullable Calendar calendar) throws SQLException {
        setText(index, x == null ? null : Zones.at(x.getTime(), 0, calendar).toLocalDate());
    }

    @Override
    public void setTime(int index, @Nullable Time x) throws SQLException {
        setTime(index, x, null);
    }

    @Override
    public void setTime(int index, @Nullable Time x, @Nullable Calendar calendar) throws SQLException {
        setText(index, x == null ? null : Zones.at(x.getTime(), 0, calendar).toLocalTime());
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp x) throws SQLException {
        setText(index, x == null ? null : x.toLocalDateTime());
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp x, @Nullable Calendar calendar) throws SQLException {
        setText(index, x == null ? null : Zones.at(x.getTime(), x.getNanos(), calendar));
    }

    private void setText(int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            super.setObject(index, null);
        } else {
            setString(index, value.toString());
        }
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        FetchSizes.check(rows);
        super.setFetchSize(rows);
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
    public String sql() {
        return sql;
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

    @Override
    public void setNString(int index, String value) throws SQLException {
        setString(index, value);
    }

    @Override
    public void setRowId(int index, RowId x) throws SQLException {
        throw unsupported("row identifiers");
    }

    @Override
    public void setNClob(int index, NClob value) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public void setNClob(int index, Reader reader, long length) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public void setNClob(int index, Reader reader) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public void setClob(int index, Reader reader, long length) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public void setClob(int index, Reader reader) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public void setBlob(int index, InputStream in, long length) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public void setBlob(int index, InputStream in) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public void setSQLXML(int index, SQLXML xmlObject) throws SQLException {
        throw unsupported("XML values");
    }

    @Override
    public void setNCharacterStream(int index, Reader value, long length) throws SQLException {
        throw unsupported("streams as parameters");
    }

    @Override
    public void setNCharacterStream(int index, Reader value) throws SQLException {
        throw unsupported("streams as parameters");
    }

    @Override
    public void setAsciiStream(int index, InputStream x, long length) throws SQLException {
        throw unsupported("streams as parameters");
    }

    @Override
    public void setAsciiStream(int index, InputStream x) throws SQLException {
        throw unsupported("streams as parameters");
    }

    @Override
    public void setBinaryStream(int index, InputStream x, long length) throws SQLException {
        throw unsupported("streams as parameters");
    }

    @Override
    public void setBinaryStream(int index, InputStream x) throws SQLException {
        throw unsupported("streams as parameters");
    }

    @Override
    public void setCharacterStream(int index, Reader reader, long length) throws SQLException {
        throw unsupported("streams as parameters");
    }

    @Override
    public void setCharacterStream(int index, Reader reader) throws SQLException {
        throw unsupported("streams as parameters");
    }

    private static SQLException unsupported(String what) {
        return SqlErrors.of("0A000", what + " are not supported by this driver");
    }
}
