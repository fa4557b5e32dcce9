/** More statements at once than a network has room for. */
@NullMarked
package org.bestpeer.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
