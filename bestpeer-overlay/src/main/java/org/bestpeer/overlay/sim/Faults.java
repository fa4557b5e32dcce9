package org.bestpeer.overlay.sim;

import java.time.Duration;

/**
 * What the network of a simulated world does to messages. As each has a delay of its own, they overtake each other.
 *
 * @param shortest shortest delay
 * @param longest longest delay
 * @param loss share of messages that are lost, 0 to 1
 * @param duplication share of messages that arrive twice, 0 to 1
 */
public record Faults(Duration shortest, Duration longest, double loss, double duplication) {
    /** A good network. */
    public static final Faults NONE = new Faults(Duration.ofMillis(1), Duration.ofMillis(5), 0, 0);

    /** Loses, doubles and delays a lot. */
    public static final Faults MANY = new Faults(Duration.ofMillis(1), Duration.ofMillis(300), 0.05, 0.05);

    public Faults {
        if (shortest.isNegative() || shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException("no such delays: %s to %s".formatted(shortest, longest));
        }
        if (loss < 0 || loss >= 1 || duplication < 0 || duplication > 1) {
            throw new IllegalArgumentException("no such shares: loss %s, duplication %s".formatted(loss, duplication));
        }
    }
}
