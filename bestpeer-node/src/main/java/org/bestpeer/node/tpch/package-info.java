/**
 * TPC-H as the demo, the tests and the benchmarks use it: schema, generated rows, queries, and how rows are spread over
 * companies. Nothing here keeps state; iterators belong to the thread that asked for them.
 */
@NullMarked
package org.bestpeer.node.tpch;

import org.jspecify.annotations.NullMarked;
