package org.bestpeer.overlay.sim.scenario;

import java.time.Duration;

/**
 * An action and its time.
 *
 * @param at time since the start of the run, so that leaving out one step does not shift the others
 * @param action what is done
 * @param <H> kind of harness
 */
public record Step<H>(Duration at, Action<? super H> action) {
    @Override
    public String toString() {
        return "at %.3f s: %s".formatted(at.toNanos() / 1e9, action);
    }
}
