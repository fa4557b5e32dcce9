package org.bestpeer.overlay.sim.world;

import java.time.Duration;

/**
 * How long messages take. As each has a delay of its own, they overtake each other.
 *
 * @param shortest shortest delay
 * @param longest longest delay of most messages
 * @param tail share of messages that take longer than that; most of them a little, few very much
 * @param farthest longest delay of all
 */
public record Delays(Duration shortest, Duration longest, double tail, Duration farthest) {
    public Delays {
        if (shortest.isNegative() || shortest.compareTo(longest) > 0 || longest.compareTo(farthest) > 0) {
            throw new IllegalArgumentException(
                    "no such delays: from %s to %s, at most %s".formatted(shortest, longest, farthest));
        }
        if (!(tail >= 0 && tail <= 1)) {
            throw new IllegalArgumentException("no such share of late messages: " + tail);
        }
    }

    /** Evenly spread, no tail. */
    public static Delays between(Duration shortest, Duration longest) {
        return new Delays(shortest, longest, 0, longest);
    }

    public Delays withTail(double newTail, Duration newFarthest) {
        return new Delays(shortest, longest, newTail, newFarthest);
    }
}
