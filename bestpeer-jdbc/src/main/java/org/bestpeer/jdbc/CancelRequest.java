package org.bestpeer.jdbc;

import java.sql.SQLException;
import org.apache.calcite.avatica.Meta;

/** Stops a statement at the peer, over another socket than the one that waits for its rows. */
final class CancelRequest {
    private CancelRequest() {}

    static void send(BestPeerConnection connection, Meta.StatementHandle handle) throws SQLException {
        CleanCalls.call(() -> {
            connection.gateway().release(handle);
            return true;
        });
    }
}
