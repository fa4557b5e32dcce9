package org.bestpeer.overlay.sim.explore;

/**
 * Throws {@link org.bestpeer.overlay.sim.scenario.InvariantViolation} if something is wrong in a state.
 *
 * @param <V> kind of view
 */
@FunctionalInterface
public interface SituationCheck<V> {
    void check(Situation<V> situation);
}
