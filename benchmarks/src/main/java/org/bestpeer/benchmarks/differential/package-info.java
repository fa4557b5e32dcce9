/**
 * Random queries over random data at random owners, answered by the engine and by two central databases. Everything
 * follows from a seed.
 */
@NullMarked
package org.bestpeer.benchmarks.differential;

import org.jspecify.annotations.NullMarked;
