/**
 * The throughput workload of BestPeer++: half of the peers are suppliers and half are retailers, who ask each other questions of
 * one nation each, so that one peer can answer.
 */
@NullMarked
package org.bestpeer.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
