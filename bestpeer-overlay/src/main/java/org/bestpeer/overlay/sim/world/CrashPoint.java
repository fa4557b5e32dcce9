package org.bestpeer.overlay.sim.world;

/** Unwinds a process that crashes in the middle of a step. Not an exception, so that no protocol catches it by mistake. */
final class CrashPoint extends Error {
    private static final long serialVersionUID = 1L;

    CrashPoint(String message) {
        super(message, null, false, false);
    }
}
