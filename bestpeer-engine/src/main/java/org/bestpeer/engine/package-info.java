/** Placeholder. */
@NullMarked
package org.bestpeer.engine;

import org.jspecify.annotations.NullMarked;
