package org.bestpeer.overlay.sim.explore;

/** Numbers without boxes; only grows. */
final class LongSet {
    private static final long FREE = 0;
    private static final long STAND_IN = 0x5DEECE66DL;

    private long[] slots = new long[1 << 16];
    private int size;

    int size() {
        return size;
    }

    /** Adds a number that is well mixed already; false if it is there. */
    boolean add(long number) {
        long stored = number == FREE ? STAND_IN : number;
        if (!insert(slots, stored)) {
            return false;
        }
        size++;
        if (size > slots.length / 8L * 5) {
            grow();
        }
        return true;
    }

    private static boolean insert(long[] into, long number) {
        int mask = into.length - 1;
        int slot = (int) number & mask;
        while (into[slot] != FREE) {
            if (into[slot] == number) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        into[slot] = number;
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long number : slots) {
            if (number != FREE) {
                insert(larger, number);
            }
        }
        slots = larger;
    }
}
