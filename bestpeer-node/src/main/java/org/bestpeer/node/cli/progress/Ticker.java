package org.bestpeer.node.cli.progress;

/** Calls back in regular steps. */
@FunctionalInterface
public interface Ticker {
    /**
     * Runs the task after a while and then again and again, never twice at once, until what is returned here is run. That
     * does not wait for a run that is under way.
     */
    Runnable start(Runnable task);
}
