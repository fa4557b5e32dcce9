package org.bestpeer.overlay.sim.explore;

import java.util.random.RandomGenerator;
import org.bestpeer.overlay.sim.world.EventHash;

/**
 * Chance that depends on the state before a step and on what is given in it, and on nothing earlier: states that are the
 * same go on in the same way. Fractions are always a half, so that delays that are jittered by them do not tell states
 * apart.
 */
final class StepRandom implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double HALF = 0.5;

    private long state;

    void beginStep(long before, int input) {
        state = EventHash.mix(before) ^ EventHash.mix(input + GOLDEN);
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return EventHash.mix(state);
    }

    @Override
    public double nextDouble() {
        return HALF;
    }

    @Override
    public float nextFloat() {
        return (float) HALF;
    }
}
