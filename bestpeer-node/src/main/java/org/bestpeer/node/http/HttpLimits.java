package org.bestpeer.node.http;

import java.time.Duration;

/**
 * What one server takes at most.
 *
 * @param workers threads that run handlers; a handler may block
 * @param queue requests that wait for a thread; more are answered with 503
 * @param connections open connections in all
 * @param connectionsPerAddress open connections of one remote address
 * @param idle an unused connection is closed after this
 * @param slowBody a request that has begun must be complete after this (uploads: must make progress)
 */
public record HttpLimits(
        int workers, int queue, int connections, int connectionsPerAddress, Duration idle, Duration slowBody) {
    /** Limits that suit a peer. */
    public static HttpLimits defaults() {
        return new HttpLimits(128, 256, 4096, 256, Duration.ofSeconds(60), Duration.ofSeconds(10));
    }
}
