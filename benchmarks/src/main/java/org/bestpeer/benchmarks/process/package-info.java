/** Peers in processes of their own. */
@NullMarked
package org.bestpeer.benchmarks.process;

import org.jspecify.annotations.NullMarked;
