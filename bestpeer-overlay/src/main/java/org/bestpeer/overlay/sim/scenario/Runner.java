package org.bestpeer.overlay.sim.scenario;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Runs scenarios.
 *
 * @param <H> kind of harness
 */
public final class Runner<H extends Harness> {
    private final LongFunction<H> harnesses;
    private final RunLimits limits;

    /**
     * Makes a runner.
     *
     * @param harnesses builds the world under test from a seed; must give the same for the same seed
     */
    public Runner(LongFunction<H> harnesses, RunLimits limits) {
        this.harnesses = harnesses;
        this.limits = limits;
    }

    /** Runs a scenario to its end or to the first violation. */
    public Outcome run(Scenario<H> scenario) {
        return new Run<>(scenario, harnesses, limits).run();
    }

    /** Runs a scenario twice; two different runs are a violation, too. */
    public Outcome runTwice(Scenario<H> scenario) {
        Outcome first = run(scenario);
        Outcome second = run(scenario);
        if (first.hash() == second.hash() && first.events() == second.events()) {
            return first;
        }
        String message = "two runs differ: %d events with hash %x, then %d with %x"
                .formatted(first.events(), first.hash(), second.events(), second.hash());
        Violation violation = new Violation(
                scenario.seed(), scenario.steps().size() - 1, first.events(), "same seed, same events", message);
        return new Outcome(first.events(), first.hash(), Optional.of(violation));
    }
}
