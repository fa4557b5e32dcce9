package org.bestpeer.jdbc;

/** The last execution of a statement: when it was asked for, and whether it was cancelled. Thread-safe. */
final class StatementRun {
    private volatile boolean cancelled;
    private volatile long asked;
    private volatile boolean waiting = true;

    void begin() {
        cancelled = false;
        waiting = true;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** What is left of a time limit, at least 1; 0 if there is none. The first one who asks after the beginning gets all of it. */
    int leftOf(int millis) {
        if (waiting) {
            asked = System.nanoTime();
            waiting = false;
        }
        long left = millis - (System.nanoTime() - asked) / 1_000_000;
        return millis == 0 ? 0 : (int) Math.max(1, left);
    }
}
