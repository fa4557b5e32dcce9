/** Placeholder. */
@NullMarked
package org.bestpeer.jdbc;

import org.jspecify.annotations.NullMarked;
