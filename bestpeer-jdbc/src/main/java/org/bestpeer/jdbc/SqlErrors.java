package org.bestpeer.jdbc;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;

/** Makes the exceptions that users see: the class that JDBC prescribes for the SQLState, the message once. */
final class SqlErrors {
    private SqlErrors() {}

    /** The exception class of a SQLState. */
    static SQLException of(String state, String message) {
        return switch (state) {
            case "08001", "08003", "08007" -> new SQLNonTransientConnectionException(message, state);
            case "HYT00", "HYT01" -> new SQLTimeoutException(message, state);
            case "53200", "53300" -> new SQLTransientException(message, state);
            case "57014", "XX000", "54000", "40003" -> new SQLException(message, state);
            default ->
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    case "08" -> new SQLTransientConnectionException(message, state);
                    case "0A" -> new SQLFeatureNotSupportedException(message, state);
                    case "07", "21", "22" -> new SQLDataException(message, state);
                    case "23" -> new SQLIntegrityConstraintViolationException(message, state);
                    case "28" -> new SQLInvalidAuthorizationSpecException(message, state);
                    case "3D" -> new SQLNonTransientException(message, state);
                    case "40" -> new SQLTransactionRollbackException(message, state);
                    case "42" -> new SQLSyntaxErrorException(message, state);
                    default -> new SQLException(message, state);
                };
        };
    }

    /** What Avatica's code threw, as the exception that a user should see. */
    static SQLException clean(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof GatewayException gateway) {
                return gateway.failure();
            }
        }
        if (thrown instanceof SQLException sql) {
            return sql.getSQLState() == null ? withState(sql) : sql;
        }
        SQLException wrapped = thrown instanceof UnsupportedOperationException
                ? of("0A000", "not supported by this driver")
                : of(
                        "XX000",
                        "the driver failed: an unexpected " + thrown.getClass().getSimpleName());
        wrapped.initCause(thrown);
        return wrapped;
    }

    private static SQLException withState(SQLException sql) {
        String message = sql.getMessage() == null ? "" : sql.getMessage();
        if (sql instanceof SQLFeatureNotSupportedException) {
            return of("0A000", message.isEmpty() ? "not supported by this driver" : message);
        }
        if (sql instanceof SQLDataException) {
            return of("22018", "the column's value cannot be read as that type");
        }
        if (message.equals("Connection closed")) {
            return of("08003", "the connection is closed");
        }
        if (message.equals("Statement closed")) {
            return of("24000", "the statement is closed");
        }
        if (message.equals("ResultSet closed")) {
            return of("24000", "the result is closed");
        }
        String state = message.contains("not found") || message.contains("invalid column") ? "42703" : "HY000";
        return of(state, message);
    }
}
