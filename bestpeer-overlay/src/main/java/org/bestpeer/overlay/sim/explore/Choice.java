package org.bestpeer.overlay.sim.explore;

/** One of the things that can happen next, in 64 bits: its kind, where in the step a crash comes, and what it concerns. */
final class Choice {
    /** No crash in the middle of the step. */
    static final int WHOLE = 0;

    private static final int KIND_SHIFT = 56;
    private static final int CUT_SHIFT = 32;
    private static final int CUT_MASK = 0xFFFFFF;

    enum Kind {
        DELIVER(0),
        DUPLICATE(1),
        LOSE(2),
        TIMER(3),
        COMMAND(4),
        CRASH(5),
        RESTART(6);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no such kind of choice: " + code);
        }
    }

    private Choice() {}

    static long of(Kind kind, int cut, int subject) {
        return ((long) kind.code << KIND_SHIFT) | ((long) cut << CUT_SHIFT) | subject;
    }

    static Kind kind(long choice) {
        return Kind.of((int) (choice >>> KIND_SHIFT));
    }

    /** After how many effects the process crashes, or {@link #WHOLE}. */
    static int cut(long choice) {
        return (int) (choice >>> CUT_SHIFT) & CUT_MASK;
    }

    static int subject(long choice) {
        return (int) choice;
    }
}
