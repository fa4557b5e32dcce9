package org.bestpeer.benchmarks.faults;

import java.sql.SQLException;
import java.util.Set;

/** Decides whether what a client saw is right. */
final class Judge {
    /** After its time limit a statement may take so much longer. */
    static final long ALLOWANCE_MILLIS = 2_000;

    /** Connection lost, busy, cancelled, time is up. */
    private static final Set<String> CLEAR = Set.of("08", "53", "57", "HY");

    private static final String TIME_IS_UP = "HYT00";
    private static final String CANCELLED = "57014";

    private Judge() {}

    static Verdict of(FaultCase given, Outcome outcome, Answer reference, boolean struck) {
        Verdict.Kind kind = kind(given, outcome, reference);
        boolean late = outcome.millis() > given.seconds() * 1_000L + ALLOWANCE_MILLIS;
        SQLException failure = outcome.failure();
        String text = "%d of %d rows in %d ms%s"
                .formatted(
                        outcome.rows().rows(),
                        reference.rows(),
                        outcome.millis(),
                        failure == null ? "" : ", then " + failure.getSQLState() + " " + failure.getMessage());
        boolean isGood = kind == Verdict.Kind.RIGHT || kind == Verdict.Kind.ERROR;
        return new Verdict(isGood && late ? Verdict.Kind.LATE : kind, text, struck, outcome.millis());
    }

    private static Verdict.Kind kind(FaultCase given, Outcome outcome, Answer reference) {
        if (!outcome.rows().isPartOf(reference)) {
            return Verdict.Kind.WRONG;
        }
        SQLException failure = outcome.failure();
        if (failure == null) {
            boolean all = given.fault().isOfReader() || outcome.rows().isSameAs(reference);
            return all ? Verdict.Kind.RIGHT : Verdict.Kind.WRONG;
        }
        return isClear(given, failure) ? Verdict.Kind.ERROR : Verdict.Kind.WRONG;
    }

    private static boolean isClear(FaultCase given, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String message = String.valueOf(failure.getMessage());
        return switch (given.fault().blame()) {
            case OWNER ->
                CLEAR.contains(state.substring(0, 2))
                        && !state.equals(CANCELLED)
                        && (state.equals(TIME_IS_UP) || message.contains(Site.company(given.victim())));
            case COORDINATOR -> state.startsWith("08") || state.equals(TIME_IS_UP);
            case CLIENT -> state.equals(CANCELLED);
            case TIME -> state.equals(TIME_IS_UP);
            case NOBODY -> false;
        };
    }
}
