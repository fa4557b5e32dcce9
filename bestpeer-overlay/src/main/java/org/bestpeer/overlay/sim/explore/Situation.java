package org.bestpeer.overlay.sim.explore;

import java.util.Optional;

/**
 * A state of the whole world, as checks see it. Valid only during the check.
 *
 * @param <V> kind of view
 */
public interface Situation<V> {
    /** Number of processes. */
    int size();

    /** One of the processes, in the order in which they were given; empty if it has crashed. */
    Optional<V> view(int process);

    /** Number of messages on their way. */
    int pending();

    /** Number of crashes so far, of the memory of a process or of a whole machine. */
    int crashes();

    /** Number of messages that were lost so far. */
    int losses();

    /** Whether all commands were given, all run, no message is on its way and no brief timer is set. */
    boolean isQuiet();

    /** Whether nothing more can happen but crashes: nothing is on its way, no command and no timer is left, all are up. */
    boolean isFinal();
}
