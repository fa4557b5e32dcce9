package org.bestpeer.overlay.baton;

import java.time.Duration;

/**
 * The protocol's times and limits.
 *
 * @param hopTimeout within which a peer acknowledges a message, before the sender tries again or another way
 * @param operationTimeout after which a command that makes no progress fails
 * @param probe how often ring neighbours are asked whether they are there
 * @param mourning for how long the scheduler asks a suspected peer for a sign of life before it gives it up
 * @param suspicion how long a peer that did not answer is avoided
 * @param refresh how often a peer reports to the scheduler, which tells it what it should know
 * @param republish how often a publisher files its entries anew
 * @param promise for how long a publisher promises that an entry is its newest
 * @param promiseIdle after which an entry that nobody looks up has its promise no longer renewed
 * @param tombstone how long a withdrawn entry is remembered
 */
public record Settings(
        Duration hopTimeout,
        Duration operationTimeout,
        Duration probe,
        Duration mourning,
        Duration suspicion,
        Duration refresh,
        Duration republish,
        Duration promise,
        Duration promiseIdle,
        Duration tombstone) {
    /** What suits real networks. */
    public static final Settings DEFAULT = new Settings(
            Duration.ofMillis(800),
            Duration.ofSeconds(8),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10));

    /** Entries in one message at most. */
    static final int BATCH_ENTRIES = 512;

    /** Bytes of keys and values in one message, about; a single entry may have more. */
    static final int BATCH_BYTES = 256 * 1024;

    /** Entries that one search returns at most, about. */
    static final int MAX_RESULTS = 200_000;

    /** Hops after which a task is given up. */
    static final int MAX_HOPS = 64;

    /** Requests that wait for an answer at most. */
    static final int MAX_PENDING = 10_000;

    /** Stores that arrive within this time share one write to disk. */
    static final Duration GROUP_COMMIT = Duration.ofMillis(2);

    public Settings {
        if (hopTimeout.multipliedBy(2).compareTo(operationTimeout) > 0) {
            throw new IllegalArgumentException(
                    "operation timeout %s is under twice the hop timeout %s".formatted(operationTimeout, hopTimeout));
        }
    }

    public Settings withPromise(Duration newPromise) {
        return new Settings(
                hopTimeout,
                operationTimeout,
                probe,
                mourning,
                suspicion,
                refresh,
                republish,
                newPromise,
                promiseIdle,
                tombstone);
    }
}
