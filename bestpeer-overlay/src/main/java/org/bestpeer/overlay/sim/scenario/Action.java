package org.bestpeer.overlay.sim.scenario;

/**
 * Something done to a world under test. A record, so that it prints; names what it concerns, and does nothing if that is
 * not there, as the step that made it may have been left out.
 *
 * @param <H> kind of harness
 */
@FunctionalInterface
public interface Action<H> {
    void applyTo(H harness);
}
