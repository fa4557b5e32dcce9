/** Queries over JDBC while peers, sockets and clients fail: the whole answer or a clear error in time, and nothing left behind. */
@NullMarked
package org.bestpeer.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
