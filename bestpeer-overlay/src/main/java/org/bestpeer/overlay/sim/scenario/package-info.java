/**
 * Seeded ordeals: a list of steps at given times, generated from a seed, is done to a world while its invariants are
 * checked. The first violation ends a run; the shrinker then looks for fewer steps and fewer faults that still violate the
 * same invariant. The same scenario always gives the same run.
 */
@NullMarked
package org.bestpeer.overlay.sim.scenario;

import org.jspecify.annotations.NullMarked;
