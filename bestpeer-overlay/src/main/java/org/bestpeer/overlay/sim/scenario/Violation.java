package org.bestpeer.overlay.sim.scenario;

/**
 * What a run broke, and when.
 *
 * @param seed seed of the scenario
 * @param step index of the last step that was done; -1 if none was
 * @param event number of the event after which it was noticed
 * @param invariant name of the invariant
 * @param message what is wrong
 */
public record Violation(long seed, int step, long event, String invariant, String message) {
    @Override
    public String toString() {
        return "seed %d, step %d, event %d: %s: %s".formatted(seed, step, event, invariant, message);
    }
}
