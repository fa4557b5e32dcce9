package org.bestpeer.node;

import org.bestpeer.engine.admission.Admission;

/**
 * What a peer is busy with at a moment. All of it goes back to 0 when nobody asks anything any more, whatever failed.
 *
 * @param open what has not ended
 * @param statements places of statements of its own users
 * @param fragments places of fragments for any peer of the network
 * @param memory bytes that statements and fragments hold
 * @param spill bytes of their rows in files
 */
public record Activity(Open open, Places statements, Places fragments, long memory, long spill) {
    private static final Activity NONE = new Activity(new Open(0, 0, 0, 0), new Places(0, 0), new Places(0, 0), 0, 0);

    /**
     * What has not ended, whether it works or waits.
     *
     * @param queries queries of its own users
     * @param results results of its own users that have more rows to give
     * @param streams fragments at owners whose rows this peer still awaits
     * @param fragments fragments that were taken on here for any peer of the network
     */
    public record Open(int queries, int results, int streams, int fragments) {}

    /**
     * Places for work.
     *
     * @param taken how many are taken
     * @param waiting how many wait for one
     */
    public record Places(int taken, int waiting) {
        static Places of(Admission admission) {
            return new Places(admission.running(), admission.waiting());
        }
    }

    /** Whether nothing runs, waits or is held. */
    public boolean isNone() {
        return equals(NONE);
    }
}
