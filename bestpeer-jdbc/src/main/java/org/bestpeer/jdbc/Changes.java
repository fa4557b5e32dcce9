package org.bestpeer.jdbc;

import org.apache.calcite.avatica.Meta;

/** What a connection must be like for its statements to change rows. */
final class Changes {
    private Changes() {}

    static void requireAllowed(Meta.ConnectionProperties connection) {
        if (Boolean.TRUE.equals(connection.isReadOnly())) {
            throw new GatewayException(
                    SqlErrors.of("25006", "the connection is read-only; call setReadOnly(false) to change rows"));
        }
        if (Boolean.FALSE.equals(connection.isAutoCommit())) {
            throw new GatewayException(SqlErrors.of(
                    "0A000",
                    "transactions of several statements are not supported: each statement and each batch commits by"
                            + " itself; call setAutoCommit(true) to change rows"));
        }
    }
}
