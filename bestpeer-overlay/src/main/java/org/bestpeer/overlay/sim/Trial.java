package org.bestpeer.overlay.sim;

import java.util.Optional;
import org.bestpeer.overlay.sim.scenario.Outcome;
import org.bestpeer.overlay.sim.scenario.RunLimits;
import org.bestpeer.overlay.sim.scenario.Runner;
import org.bestpeer.overlay.sim.scenario.Scenario;
import org.bestpeer.overlay.sim.scenario.Shrinker;
import org.bestpeer.overlay.sim.scenario.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What became of the ordeal of one seed. Trials share nothing, so that each may run on a thread of its own.
 *
 * @param seed of the ordeal
 * @param peers number of peers at its start
 * @param steps number of things that befell them
 * @param outcome how it ended
 * @param answered number of look-ups that were answered, and rightly
 * @param unanswered number of look-ups that failed
 * @param beyondBounds whether more befell it than answers can be right under, see {@link Ordeal#isBeyondBounds}
 */
public record Trial(
        long seed, int peers, int steps, Outcome outcome, int answered, int unanswered, boolean beyondBounds) {
    private static final String REPLAY = "./bestpeer simulate --seed";

    /** Runs the ordeal of a seed to its end or to the first violation. */
    public static Trial of(long seed) {
        return run(seed, false);
    }

    /** Runs the ordeal of a seed twice; two different runs are a violation, too. */
    public static Trial twice(long seed) {
        return run(seed, true);
    }

    private static Trial run(long seed, boolean twice) {
        Counting counting = new Counting();
        Scenario<Ordeal> scenario = Ordeals.scenario(seed);
        Outcome outcome =
                twice ? counting.runner().runTwice(scenario) : counting.runner().run(scenario);
        Ordeal last = counting.last;
        return new Trial(
                seed,
                Ordeals.peers(seed),
                scenario.steps().size(),
                outcome,
                last == null ? 0 : last.answered(),
                last == null ? 0 : last.unanswered(),
                last != null && last.isBeyondBounds());
    }

    /** What it broke; empty if nothing. */
    public Optional<Violation> violation() {
        return outcome.violation();
    }

    /**
     * Finds a smaller ordeal that breaks the same, and tells it with the command that replays this one.
     *
     * @param budget number of runs it may take
     * @throws java.util.NoSuchElementException if nothing is broken
     */
    public String shrunk(int budget) {
        return Shrinker.shrink(
                        new Counting().runner(),
                        Ordeals.scenario(seed),
                        outcome.violation().orElseThrow(),
                        budget)
                .report(REPLAY);
    }

    /** One line. */
    @Override
    public String toString() {
        return "seed %d: %d peers, %d steps, %d events with hash %016x, look-ups %d answered and %d not: %s"
                .formatted(
                        seed,
                        peers,
                        steps,
                        outcome.events(),
                        outcome.hash(),
                        answered,
                        unanswered,
                        violation().map(found -> "broken: " + found).orElse("ok"));
    }

    /** Remembers the network of the last run for its counts. */
    private static final class Counting {
        private @Nullable Ordeal last;

        Runner<Ordeal> runner() {
            return new Runner<>(this::begin, RunLimits.DEFAULT);
        }

        private Ordeal begin(long seed) {
            Ordeal ordeal = Ordeal.of(seed, Ordeals.peers(seed));
            last = ordeal;
            return ordeal;
        }
    }
}
