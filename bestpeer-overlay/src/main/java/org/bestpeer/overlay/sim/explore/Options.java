package org.bestpeer.overlay.sim.explore;

import java.time.Duration;

/**
 * How processes are run.
 *
 * @param audited whether states with the same hash are checked to behave the same
 * @param instant timers that are set to no more than this take no time
 * @param brief timers that are set to no more than this expire before others, and do not count
 * @param deep whether courses of events are followed to their end early, instead of all step by step
 */
record Options(boolean audited, Duration instant, Duration brief, boolean deep) {
    /** Every timer is a timer. */
    static final Options NONE = new Options(false, Duration.ofNanos(-1), Duration.ofNanos(-1), false);
}
