package org.bestpeer.overlay.sim.world;

/** Sums up all events of a run, in order, in 64 bits. */
public final class EventHash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long value = GOLDEN;

    /** Adds an event. */
    public void add(long time, int kind, int target, long messageHash) {
        long event = mix(time ^ ((long) kind << 56) ^ ((long) target << 32)) + messageHash;
        value = mix(value * 31 + event);
    }

    public long value() {
        return value;
    }

    /** Spreads the bits of a number over all bits; different numbers stay different. */
    public static long mix(long number) {
        long mixed = (number ^ (number >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }

    /** Tells texts apart. */
    public static long of(CharSequence text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mix((hash + GOLDEN) ^ text.charAt(i));
        }
        return hash;
    }
}
