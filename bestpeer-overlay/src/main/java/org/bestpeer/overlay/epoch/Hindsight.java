package org.bestpeer.overlay.epoch;

/**
 * Whether the disk knows all changes there were. If it was lost or set back, peers have places that came of others. The
 * numbers of a life begin above all that any earlier one gave, so that none is given twice, and what the disk does not know
 * is told by its number.
 */
final class Hindsight {
    private static final int SILENCE = 4;

    private final Outside outside;
    private final long known;
    private final long begun;
    private boolean isLost;
    private long silentUntil;

    /**
     * Nobody has spoken yet.
     *
     * @param known newest number that the disk knows
     * @param incarnation the life that begins; higher than the number of changes of all earlier ones together
     */
    Hindsight(Outside outside, long known, long incarnation) {
        this.outside = outside;
        this.known = known;
        this.begun = Math.max(known, incarnation);
        this.silentUntil = outside.now();
    }

    /** Numbers of this life are higher. */
    long begun() {
        return begun;
    }

    /** Whether a number was given in a life of which the disk has no trace. */
    boolean isUnknown(long epoch) {
        return known < epoch && epoch <= begun;
    }

    /** Notes a number that a peer knows; true if it is the first that the disk does not know. */
    boolean reveals(long epoch) {
        boolean first = !isLost && isUnknown(epoch);
        if (first) {
            lost();
        }
        return first;
    }

    /**
     * Changes are missing. Who has a place that came of them loses it when it is heard next; until all had the time to be
     * heard, nothing is given to others that they could hold.
     */
    void lost() {
        isLost = true;
        silentUntil = outside.now()
                + outside.settings().refresh().multipliedBy(SILENCE).toNanos();
    }

    boolean mayChange() {
        return outside.now() >= silentUntil;
    }
}
