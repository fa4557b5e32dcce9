package org.bestpeer.overlay.sim.explore;

/** One of the things that can happen next, in 64 bits: its kind, where in the step a crash comes, and what it concerns. */
final class Choice {
    /** No crash in the middle of the step. */
    static final int WHOLE = 0;

    private static final int KIND_SHIFT = 56;
    private static final int CUT_SHIFT = 32;
    private static final int CUT_MASK = 0xFFFFFF;

    enum Kind {
        DELIVER,
        DUPLICATE,
        LOSE,
        TIMER,
        COMMAND,
        CRASH,
        RESTART
    }

    private Choice() {}

    static long of(Kind kind, int cut, int subject) {
        return (long) kind.ordinal() << KIND_SHIFT | (long) cut << CUT_SHIFT | subject;
    }

    static Kind kind(long choice) {
        return Kind.values()[(int) (choice >>> KIND_SHIFT)];
    }

    /** After how many effects the process crashes, or {@link #WHOLE}. */
    static int cut(long choice) {
        return (int) (choice >>> CUT_SHIFT) & CUT_MASK;
    }

    static int subject(long choice) {
        return (int) choice;
    }
}
