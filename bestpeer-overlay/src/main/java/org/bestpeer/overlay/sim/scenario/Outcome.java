package org.bestpeer.overlay.sim.scenario;

import java.util.Optional;

/**
 * How a run ended.
 *
 * @param events number of events
 * @param hash hash of all events
 * @param violation what it broke, if anything
 */
public record Outcome(long events, long hash, Optional<Violation> violation) {}
