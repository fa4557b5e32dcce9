package org.bestpeer.overlay.sim.scenario;

/** Thrown by a check that finds its invariant broken. */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /**
     * Says what is broken.
     *
     * @param invariant name of the invariant, the same in all runs; while shrinking, a run that breaks another is a success
     * @param message what is wrong in this run
     */
    public InvariantViolation(String invariant, String message) {
        super(message);
        this.invariant = invariant;
    }

    public String invariant() {
        return invariant;
    }
}
