package org.bestpeer.node;

/**
 * What statements and fragments take of a peer at some moment.
 *
 * @param cursors open cursors of its users
 * @param statements statements that have a place
 * @param waitingStatements statements that wait for one
 * @param fragments fragments that have a place
 * @param waitingFragments fragments that wait for one
 * @param streams fragments of its own users that are open at owners
 * @param memory bytes that statements and fragments hold
 * @param spill bytes of their rows in files
 */
public record Occupancy(
        int cursors,
        int statements,
        int waitingStatements,
        int fragments,
        int waitingFragments,
        int streams,
        long memory,
        long spill) {
    /** Whether nothing runs, waits or is held. */
    public boolean isNone() {
        return cursors + statements + waitingStatements + fragments + waitingFragments + streams == 0
                && memory == 0
                && spill == 0;
    }
}
