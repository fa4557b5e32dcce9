package org.bestpeer.overlay.sim.explore;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one process does when it is given something.
 *
 * @param next its next state
 * @param effects what it sends (numbers of flights) and saves (negative: -1 minus number of the disk), in order
 * @param sent the flights among them
 * @param failure the exception that it threw, if it did
 */
record Transition(int next, int[] effects, int[] sent, @Nullable String failure) {
    static boolean isSave(int effect) {
        return effect < 0;
    }

    static int disk(int effect) {
        return -1 - effect;
    }

    static int save(int disk) {
        return -1 - disk;
    }

    /** Whether both do the same. */
    boolean isLike(Transition other) {
        return next == other.next && Arrays.equals(effects, other.effects) && Objects.equals(failure, other.failure);
    }
}
