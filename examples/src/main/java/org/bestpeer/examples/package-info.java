/** Placeholder. */
@NullMarked
package org.bestpeer.examples;

import org.jspecify.annotations.NullMarked;
