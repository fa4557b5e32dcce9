/** Files for rows of statements that do not fit into memory: short-lived, bounded and encrypted. */
@NullMarked
package org.bestpeer.node.spill;

import org.jspecify.annotations.NullMarked;
