package org.bestpeer.overlay.sim.explore;

/** A process threw an exception. */
final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailure(String message) {
        super(message, null, false, false);
    }
}
