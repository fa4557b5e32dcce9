package org.bestpeer.overlay.sim.world;

import java.time.Duration;

/**
 * What a disk does wrong.
 *
 * @param failing share of saves that fail; half of these are on the disk nevertheless
 * @param slowest longest time that a save takes; the process stands still meanwhile
 * @param unsynced how long a save may be lost again by a crash; zero for an honest disk
 * @param torn share of the saves lost by a crash that leave the disk unreadable
 */
public record DiskFaults(double failing, Duration slowest, Duration unsynced, double torn) {
    /** A good disk. */
    public static final DiskFaults NONE = new DiskFaults(0, Duration.ZERO, Duration.ZERO, 0);

    public DiskFaults {
        if (!isShare(failing) || !isShare(torn) || slowest.isNegative() || unsynced.isNegative()) {
            throw new IllegalArgumentException("no such disk: failing %s, slowest %s, unsynced %s, torn %s"
                    .formatted(failing, slowest, unsynced, torn));
        }
    }

    private static boolean isShare(double share) {
        return share >= 0 && share <= 1;
    }
}
