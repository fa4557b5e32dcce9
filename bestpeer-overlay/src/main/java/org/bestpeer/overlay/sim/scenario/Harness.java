package org.bestpeer.overlay.sim.scenario;

import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.world.World;

/**
 * A world under test, with what its checks must remember. Built anew for each run; steps and checks get at it. Checks throw
 * {@link InvariantViolation}.
 */
public interface Harness {
    World<?, ?> world();

    /** Checks what one process can have broken, after each of its events. Must be cheap. */
    default void checkTouched(PeerId peer) {}

    /** Checks all, now and then. */
    default void checkAll() {}

    /** The steps are over and the faults have been switched off; what is to recover must be started again here. */
    default void calm() {}

    /** Checks what must hold after a long time without faults. */
    default void checkAtRest() {}
}
