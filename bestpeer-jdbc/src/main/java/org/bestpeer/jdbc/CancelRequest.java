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

    /** Ends something that its user has left; a peer that cannot be told ends it by itself when its time is up. */
    static void quietly(Runnable end) {
        try {
            end.run();
        } catch (GatewayException e) {
            // Closing has nothing to say of a peer that is gone or silent: the next request will.
            return;
        }
    }
}
