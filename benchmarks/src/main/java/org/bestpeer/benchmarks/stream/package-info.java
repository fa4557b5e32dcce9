/** Large results through the driver, read by a process of its own. */
@NullMarked
package org.bestpeer.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
