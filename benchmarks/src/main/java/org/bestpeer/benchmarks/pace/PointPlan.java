package org.bestpeer.benchmarks.pace;

import java.time.Duration;

/**
 * How long points are asked for.
 *
 * @param warmUp before each kind of asking
 * @param time of each kind of asking that counts
 * @param clients at once, where there is more than one
 * @param seed of the keys
 */
public record PointPlan(Duration warmUp, Duration time, int clients, long seed) {}
