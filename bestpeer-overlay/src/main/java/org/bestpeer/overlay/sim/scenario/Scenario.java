package org.bestpeer.overlay.sim.scenario;

import java.util.List;

/**
 * All that a run depends on.
 *
 * @param seed seed of the world
 * @param rates faults during the steps
 * @param steps what is done, in order of time
 * @param <H> kind of harness
 */
public record Scenario<H>(long seed, FaultRates rates, List<Step<H>> steps) {
    public Scenario {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).at().compareTo(steps.get(i - 1).at()) < 0) {
                throw new IllegalArgumentException("step %d comes before the one ahead of it: %s".formatted(i, steps));
            }
        }
    }

    public Scenario<H> withSteps(List<Step<H>> newSteps) {
        return new Scenario<>(seed, rates, newSteps);
    }

    public Scenario<H> withRates(FaultRates newRates) {
        return new Scenario<>(seed, newRates, steps);
    }
}
