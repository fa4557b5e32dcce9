package org.bestpeer.node.gateway;

import java.time.Duration;

/**
 * What the gateway gives at most.
 *
 * @param connections JDBC connections in all
 * @param connectionsPerUser JDBC connections of one user
 * @param statements open statements of one connection
 * @param frameRows rows of one answer
 * @param frameBytes about so many bytes of one answer
 * @param queryTimeout longest run time of a statement
 * @param idle an unused connection is closed after this
 * @param loginValid after this a connection's login is checked again
 */
public record GatewayLimits(
        int connections,
        int connectionsPerUser,
        int statements,
        int frameRows,
        int frameBytes,
        Duration queryTimeout,
        Duration idle,
        Duration loginValid) {
    /** Rows of an answer when the client does not say. */
    static final int DEFAULT_FRAME_ROWS = 1_000;

    /** Limits that suit a peer. */
    public static GatewayLimits defaults() {
        return new GatewayLimits(
                4096,
                256,
                1024,
                10_000,
                2 << 20,
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                Duration.ofMinutes(5));
    }
}
