/** Measurements and long tests by name: the program behind {@code benchmarks/run}. One thread. */
@NullMarked
package org.bestpeer.benchmarks;

import org.jspecify.annotations.NullMarked;
