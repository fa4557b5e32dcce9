/** Peers of the overlay on real sockets that come, go and are killed, while look-ups are compared with what was filed. */
@NullMarked
package org.bestpeer.benchmarks.churn;

import org.jspecify.annotations.NullMarked;
