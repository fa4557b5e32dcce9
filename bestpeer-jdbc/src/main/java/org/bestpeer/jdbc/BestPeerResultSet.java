package org.bestpeer.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.jspecify.annotations.Nullable;

/** Rows of a statement, fetched as they are read. */
final class BestPeerResultSet extends AvaticaResultSet {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final AvaticaStatement owner;
    private boolean complete;
    private boolean closed;
    private boolean cleared;
    private long rows;

    BestPeerResultSet(
            AvaticaStatement statement,
            QueryState state,
            Meta.Signature signature,
            ResultSetMetaData metaData,
            TimeZone timeZone,
            Meta.@Nullable Frame firstFrame)
            throws SQLException {
        super(statement, state, signature, metaData, timeZone, firstFrame);
        this.owner = statement;
        this.complete = firstFrame != null && firstFrame.done;
    }

    @Override
    protected AvaticaResultSet execute() throws SQLException {
        return CleanCalls.call(() -> {
            if (firstFrame instanceof ColumnFrame columns) {
                FrameSizes sizes = new FrameSizes(owner);
                GatewayMeta gateway = ((BestPeerConnection) owner.getConnection()).gateway();
                execute2(
                        new ColumnCursor(
                                columns,
                                columnMetaDataList.size(),
                                from -> gateway.fetch(owner.handle, from, sizes.next())),
                        columnMetaDataList);
            } else {
                super.execute();
            }
            return this;
        });
    }

    @Override
    public boolean next() throws SQLException {
        BestPeerStatementState state = (BestPeerStatementState) owner;
        if (state.isCancelled()) {
            throw SqlErrors.of("57014", "the statement was cancelled");
        }
        long limit = state.getLargeMaxRows();
        if (limit > 0 && rows >= limit) {
            return false;
        }
        boolean found = found(state);
        if (found) {
            rows++;
        } else {
            complete = true;
        }
        return found;
    }

    private boolean found(BestPeerStatementState state) throws SQLException {
        try {
            return CleanCalls.call(super::next);
        } catch (SQLException e) {
            // The cancelling may have ended the statement at the peer just before these rows were asked for.
            throw state.isCancelled() ? SqlErrors.of("57014", "the statement was cancelled") : e;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            boolean abandoned = !complete && !((BestPeerStatementState) owner).isCancelled();
            complete = true;
            super.close();
            if (abandoned) {
                release();
            }
        }
    }

    // Rows that nobody will read should not keep owners waiting.
    private void release() {
        try {
            ((BestPeerConnection) owner.getConnection()).gateway().release(owner.handle);
        } catch (SQLException | GatewayException e) {
            // The peer is gone, or the statement is closed and released already: there is nothing to stop.
            complete = true;
        }
    }

    /** Kept longer than JDBC asks for: whoever looks after the last row must not take the result for a complete one. */
    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return cleared ? null : ((BestPeerStatementState) owner).getWarnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        cleared = true;
    }

    @Override
    public <T> @Nullable T getObject(String columnLabel, Class<T> type) throws SQLException {
        return getObject(findColumn(columnLabel), type);
    }

    @Override
    public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
        Object value = value(column, type);
        if (value == null || wasNull()) {
            return null;
        }
        if (!type.isInstance(value)) {
            throw SqlErrors.of("22018", "column %d cannot be read as %s".formatted(column, type.getSimpleName()));
        }
        return type.cast(value);
    }

    private @Nullable Object value(int column, Class<?> type) throws SQLException {
        if (type == String.class) {
            return getString(column);
        }
        if (type == BigDecimal.class) {
            return getBigDecimal(column);
        }
        if (type == Integer.class) {
            return Math.toIntExact(getLong(column));
        }
        if (type == Long.class) {
            return getLong(column);
        }
        if (type == Short.class) {
            return getShort(column);
        }
        if (type == Double.class) {
            return getDouble(column);
        }
        if (type == Float.class) {
            return getFloat(column);
        }
        if (type == Boolean.class) {
            return getBoolean(column);
        }
        if (type == byte[].class) {
            return getBytes(column);
        }
        return temporal(column, type);
    }

    private @Nullable Object temporal(int column, Class<?> type) throws SQLException {
        int sqlType = getMetaData().getColumnType(column);
        if (type == LocalDate.class && sqlType == Types.DATE) {
            return LocalDate.ofEpochDay(getLong(column));
        }
        if (type == LocalTime.class && sqlType == Types.TIME) {
            return LocalTime.MIDNIGHT.plus(getLong(column), ChronoUnit.MILLIS);
        }
        if (sqlType == Types.TIMESTAMP && type == LocalDateTime.class) {
            return timestamp(getLong(column));
        }
        if (sqlType == Types.TIMESTAMP && type == LocalDate.class) {
            return timestamp(getLong(column)).toLocalDate();
        }
        return getObject(column);
    }

    private static LocalDateTime timestamp(long millis) {
        return LocalDateTime.ofInstant(
                Instant.ofEpochSecond(
                        Math.floorDiv(millis, MILLIS_PER_SECOND), Math.floorMod(millis, MILLIS_PER_SECOND) * 1_000_000),
                ZoneOffset.UTC);
    }

    @Override
    public @Nullable Object getObject(int columnIndex, Map<String, Class<?>> map) throws SQLException {
        return getObject(columnIndex);
    }
}
