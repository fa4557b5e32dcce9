package org.bestpeer.benchmarks.faults;

/**
 * How a case ended.
 *
 * @param kind what it counts as
 * @param text what happened
 * @param struck whether the fault happened while the query ran
 * @param millis from asking to the end
 */
record Verdict(Kind kind, String text, boolean struck, long millis) {
    /** What cases are counted by. */
    enum Kind {
        /** All rows, and no others. */
        RIGHT,
        /** A clear error, in time. */
        ERROR,
        /** Other rows, or an error that does not say what is wrong. */
        WRONG,
        /** It took longer than it may. */
        LATE,
        /** Something was still there afterwards. */
        LEFT
    }

    boolean isGood() {
        return kind == Kind.RIGHT || kind == Kind.ERROR;
    }
}
