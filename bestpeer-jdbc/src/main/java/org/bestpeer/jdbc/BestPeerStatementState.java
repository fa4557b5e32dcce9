package org.bestpeer.jdbc;

import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** What a statement of ours adds to Avatica's. */
interface BestPeerStatementState {
    /** Text of a prepared statement. */
    @Nullable
    String sql();

    /** What is left of its time limit since the last execution began, at least 1; 0 for the peer's limit. */
    int millisLeft();

    int getFetchSize() throws SQLException;

    long getLargeMaxRows() throws SQLException;

    boolean isCancelled();

    /** The peer says whose rows the result lacks; it says it with every part of it. Without effect if that is nobody's. */
    void incomplete(String missing);

    @Nullable
    SQLWarning getWarnings() throws SQLException;
}
