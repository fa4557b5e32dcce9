/**
 * Databases that hold the rows of TPC-H, all in one place or spread like a network's: to compare a network's answers
 * and times with. Each is set up as its own users would for such queries.
 */
@NullMarked
package org.bestpeer.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
