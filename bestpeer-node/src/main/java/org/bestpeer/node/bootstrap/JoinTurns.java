package org.bestpeer.node.bootstrap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lets one peer of a network at a time join the overlay. A turn that is not ended runs out. Thread-safe. */
final class JoinTurns {
    static final Duration LENGTH = Duration.ofSeconds(20);

    private final Clock clock;
    private final Map<String, Holder> holders = new HashMap<>();

    JoinTurns(Clock clock) {
        this.clock = clock;
    }

    /** Gives the turn to a peer if it is free, run out, or the peer's already; otherwise says how long it can last. */
    synchronized Optional<Duration> begin(String network, String peer) {
        Instant now = clock.instant();
        Holder holder = holders.get(network);
        if (holder != null && !holder.peer.equals(peer) && now.isBefore(holder.until)) {
            return Optional.of(Duration.between(now, holder.until));
        }
        holders.put(network, new Holder(peer, now.plus(LENGTH)));
        return Optional.empty();
    }

    /** Ends a peer's turn; nothing happens if it is another's by now. */
    synchronized void end(String network, String peer) {
        Holder holder = holders.get(network);
        if (holder != null && holder.peer.equals(peer)) {
            holders.remove(network);
        }
    }

    private record Holder(String peer, Instant until) {}
}
