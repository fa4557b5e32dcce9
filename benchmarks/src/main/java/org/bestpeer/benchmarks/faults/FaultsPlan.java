package org.bestpeer.benchmarks.faults;

import java.util.OptionalInt;

/**
 * Which cases to run.
 *
 * @param cases how many
 * @param kills how many of them kill processes
 * @param seed everything follows from it
 * @param only a single case in this process; empty for all
 */
public record FaultsPlan(int cases, int kills, long seed, OptionalInt only) {
    private static final int CASES_OF_A_KILL = 15;

    /** So many cases, one of 15 with processes that are killed. */
    public static FaultsPlan of(int cases, long seed) {
        return new FaultsPlan(cases, cases / CASES_OF_A_KILL, seed, OptionalInt.empty());
    }

    /** The same seed, one case. */
    public FaultsPlan only(int number) {
        return new FaultsPlan(1, 0, seed, OptionalInt.of(number));
    }

    /** Cases in this process. */
    int local() {
        return cases - kills;
    }

    /** Number of a case in the seed's order. */
    int number(int index) {
        return only.orElse(index);
    }
}
