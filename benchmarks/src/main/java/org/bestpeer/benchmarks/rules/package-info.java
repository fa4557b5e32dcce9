/** What owners of TPC-H rows hide where that is measured. */
@NullMarked
package org.bestpeer.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
