package org.bestpeer.overlay.sim.world;

import java.time.Duration;

/**
 * What the network does to messages. Those of a process to itself are always delivered.
 *
 * @param delays how long they take
 * @param loss share that is lost
 * @param duplication share that arrives twice
 * @param reordering share that is held back, for up to eight times the longest delay, so that many others overtake it
 */
public record NetworkFaults(Delays delays, double loss, double duplication, double reordering) {
    private static final Delays SHORT = Delays.between(Duration.ofMillis(1), Duration.ofMillis(5));

    /** A good network. */
    public static final NetworkFaults NONE = new NetworkFaults(SHORT, 0, 0, 0);

    public NetworkFaults {
        if (!isShare(loss) || !isShare(duplication) || !isShare(reordering)) {
            throw new IllegalArgumentException(
                    "no such shares: loss %s, duplication %s, reordering %s".formatted(loss, duplication, reordering));
        }
    }

    private static boolean isShare(double share) {
        return share >= 0 && share <= 1;
    }

    public NetworkFaults withDelays(Delays newDelays) {
        return new NetworkFaults(newDelays, loss, duplication, reordering);
    }

    public NetworkFaults withLoss(double share) {
        return new NetworkFaults(delays, share, duplication, reordering);
    }

    public NetworkFaults withDuplication(double share) {
        return new NetworkFaults(delays, loss, share, reordering);
    }

    public NetworkFaults withReordering(double share) {
        return new NetworkFaults(delays, loss, duplication, share);
    }
}
