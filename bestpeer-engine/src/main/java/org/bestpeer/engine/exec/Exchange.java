package org.bestpeer.engine.exec;

/** Port: runs fragments at their sites and brings their rows. Thread-safe. */
public interface Exchange {
    /**
     * Sends the task; returns at once. Failures come out of {@link BatchStream#next}: STALE, OWNER_UNREACHABLE (naming
     * company and tables), DEADLINE_EXCEEDED, or what the owner answered.
     */
    BatchStream open(FragmentTask task);
}
