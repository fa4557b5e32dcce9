package org.bestpeer.engine.admission;

import java.time.Duration;

/**
 * How many may work at once, and how many may wait for that.
 *
 * @param running places in all
 * @param perParty places of one party, such as a user or a company
 * @param queued how many may wait; none of them has begun
 * @param queuedPerParty how many of one party may wait, so that it does not take the queue from all others
 * @param idle one that does nothing for longer gives its place to who waits
 */
public record AdmissionLimits(int running, int perParty, int queued, int queuedPerParty, Duration idle) {
    private static final int SHARE_OF_QUEUE = 4;

    /** Nobody waits. */
    public static final AdmissionLimits NONE =
            new AdmissionLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, Duration.ofDays(1));

    public AdmissionLimits {
        if (running < 1 || perParty < 1 || queued < 0 || queuedPerParty < 0 || idle.isNegative()) {
            throw new IllegalArgumentException("admission of %d, %d of each party".formatted(running, perParty));
        }
    }

    /** Limits under which one party may take a quarter of the queue. */
    public static AdmissionLimits of(int running, int perParty, int queued, Duration idle) {
        return new AdmissionLimits(running, perParty, queued, Math.max(1, queued / SHARE_OF_QUEUE), idle);
    }
}
