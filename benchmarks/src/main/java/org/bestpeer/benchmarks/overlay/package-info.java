/** Measurements of the overlay in simulation: many seeds, speed, scale. */
@NullMarked
package org.bestpeer.benchmarks.overlay;

import org.jspecify.annotations.NullMarked;
