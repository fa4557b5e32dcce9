/** How fast many small questions are answered, by themselves and beside large ones. */
@NullMarked
package org.bestpeer.benchmarks.pace;

import org.jspecify.annotations.NullMarked;
