/** Placeholder. */
@NullMarked
package org.bestpeer.node;

import org.jspecify.annotations.NullMarked;
