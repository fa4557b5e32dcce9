package org.bestpeer.overlay.sim.scenario;

import java.time.Duration;

/**
 * How long a run is and how often it is checked.
 *
 * @param checkTouched whether the process that did something is checked after each event
 * @param checkAllEvery number of events between checks of all; 0 for never
 * @param rest time without faults after the last step, before the checks at rest
 * @param events number of events after which a run counts as never coming to rest
 */
public record RunLimits(boolean checkTouched, int checkAllEvery, Duration rest, long events) {
    public static final RunLimits DEFAULT = new RunLimits(true, 100, Duration.ofSeconds(30), 10_000_000);
}
