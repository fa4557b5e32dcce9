/** Placeholder. */
@NullMarked
package org.bestpeer.benchmarks;

import org.jspecify.annotations.NullMarked;
