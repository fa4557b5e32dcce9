package org.bestpeer.overlay.sim.world;

/** A clock that is off, and goes a little too fast or too slow; never goes back. */
final class HostClock {
    private long anchorWorld;
    private long anchorLocal;
    private double rate = 1;

    /** What it shows at a moment of the world's time. */
    long local(long world) {
        long passed = world - anchorWorld;
        return anchorLocal + (rate == 1 ? passed : (long) (passed * rate));
    }

    /** The first moment of the world's time at which it shows this. */
    long world(long local) {
        long passed = local - anchorLocal;
        return anchorWorld + (rate == 1 ? passed : (long) Math.ceil(passed / rate));
    }

    void goAt(double newRate, long world) {
        if (!(newRate > 0)) {
            throw new IllegalArgumentException("no such rate of a clock: " + newRate);
        }
        anchorLocal = local(world);
        anchorWorld = world;
        rate = newRate;
    }

    void jump(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a clock does not go back: " + nanos);
        }
        anchorLocal += nanos;
    }

    /** Sets it off by this much; only before anything reads it, as it may go back. */
    void skew(long nanos) {
        anchorLocal += nanos;
    }
}
