package org.bestpeer.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a statement of ours adds to Avatica's. */
interface BestPeerStatementState {
    /** Text of a prepared statement. */
    @Nullable
    String sql();

    /** Time that it may take; 0 for the peer's limit. */
    int timeoutMillis();

    int getFetchSize() throws SQLException;

    long getLargeMaxRows() throws SQLException;

    boolean isCancelled();
}
