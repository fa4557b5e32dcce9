package org.bestpeer.overlay.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Runs the scenarios of many seeds.
 *
 * @param runs number of scenarios that were run
 * @param events number of events in all
 * @param violations what they broke, at most as many as wanted
 */
public record Campaign(long runs, long events, List<Violation> violations) {
    public Campaign {
        violations = List.copyOf(violations);
    }

    /**
     * Runs the seeds from the first to the last.
     *
     * @param scenarios makes a scenario from a seed; the same for the same seed
     * @param wanted ends after so many violations
     * @param twiceEvery every so many seeds, runs one twice and compares
     */
    public static <H extends Harness> Campaign run(
            Runner<H> runner, LongFunction<Scenario<H>> scenarios, Seeds seeds, int wanted, int twiceEvery) {
        long runs = 0;
        long events = 0;
        List<Violation> violations = new ArrayList<>();
        for (long seed = seeds.first(); seed <= seeds.last() && violations.size() < wanted; seed++) {
            Scenario<H> scenario = scenarios.apply(seed);
            boolean twice = twiceEvery > 0 && seed % twiceEvery == 0;
            Outcome outcome = twice ? runner.runTwice(scenario) : runner.run(scenario);
            runs++;
            events += outcome.events();
            outcome.violation().ifPresent(violations::add);
        }
        return new Campaign(runs, events, violations);
    }

    /** A range of seeds, both ends included. */
    public record Seeds(long first, long last) {
        private static final String UNREADABLE = "seeds are a number or two, such as 1-2000: '%s'";

        public Seeds {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "seeds go from a number to one that is not lower: %d-%d".formatted(first, last));
            }
        }

        /** Reads {@code FIRST-LAST}, or one number. */
        public static Seeds parse(String text) {
            String[] ends = text.split("-", -1);
            try {
                if (ends.length <= 2) {
                    return new Seeds(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(UNREADABLE.formatted(text), e);
            }
            throw new IllegalArgumentException(UNREADABLE.formatted(text));
        }

        public long count() {
            return last - first + 1;
        }
    }
}
