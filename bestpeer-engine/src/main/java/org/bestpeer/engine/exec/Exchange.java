package org.bestpeer.engine.exec;

import org.bestpeer.engine.progress.Traffic;

/** Port: runs fragments at their sites and brings their rows. Thread-safe. */
public interface Exchange {
    /**
     * Sends the task; returns at once. Failures come out of {@link BatchStream#next}: STALE, OWNER_UNREACHABLE (naming
     * company and tables), DEADLINE_EXCEEDED, or what the owner answered.
     *
     * @param traffic is told what crosses the wire
     */
    BatchStream open(FragmentTask task, Traffic traffic);
}
