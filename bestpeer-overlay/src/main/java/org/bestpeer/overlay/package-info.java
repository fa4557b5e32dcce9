/** Placeholder. */
@NullMarked
package org.bestpeer.overlay;

import org.jspecify.annotations.NullMarked;
