package org.bestpeer.node.system;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long what a statement needs may be waited for. */
final class TimeLeft {
    private static final Duration LEAST = Duration.ofMillis(1);

    private TimeLeft() {}

    static Duration until(Instant deadline, Clock clock) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
}
