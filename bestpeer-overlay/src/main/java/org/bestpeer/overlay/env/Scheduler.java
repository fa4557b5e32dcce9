package org.bestpeer.overlay.env;

import java.time.Duration;

/** Runs actions later, on the protocol's own thread. */
public interface Scheduler {
    /** Runs an action once, after a delay. */
    Timer after(Duration delay, Runnable action);

    /** An action that has been scheduled. */
    interface Timer {
        /** Keeps the action from running, unless it has run. Idempotent. */
        void cancel();
    }
}
