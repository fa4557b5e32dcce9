package org.bestpeer.overlay.sim;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.bestpeer.overlay.sim.scenario.Outcome;
import org.bestpeer.overlay.sim.scenario.RunLimits;
import org.bestpeer.overlay.sim.scenario.Runner;
import org.bestpeer.overlay.sim.scenario.Scenario;
import org.bestpeer.overlay.sim.scenario.Shrinker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything at once, from a few seeds. The system property {@code bestpeer.seeds} says with which to begin. */
class OrdealTest {
    private static final long FIRST = Long.getLong("bestpeer.seeds", 1);
    private static final int SEEDS = 150;
    private static final int TWICE_EVERY = 25;
    private static final int SHRINKING = 200;

    private @Nullable Ordeal last;

    private final Runner<Ordeal> runner = new Runner<>(this::begin, RunLimits.DEFAULT);

    private Ordeal begin(long seed) {
        Ordeal ordeal = Ordeal.of(seed, Ordeals.peers(seed));
        last = ordeal;
        return ordeal;
    }

    @Test
    void nothingThatBefallsANetworkMakesItWrong() {
        int answered = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Scenario<Ordeal> scenario = Ordeals.scenario(seed);
            Outcome outcome = seed % TWICE_EVERY == 0 ? runner.runTwice(scenario) : runner.run(scenario);
            outcome.violation()
                    .ifPresent(violation -> fail(Shrinker.shrink(runner, scenario, violation, SHRINKING)
                            .report("./bestpeer simulate --seed")));
            answered += requireNonNull(last).answered();
        }
        assertThat(answered).as("look-ups answered under faults").isGreaterThan(SEEDS * 10);
    }
}
