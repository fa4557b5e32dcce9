/** The shape of the tree as pure values: positions, who stands where, and what a change of the structure moves. */
@NullMarked
package org.bestpeer.overlay.tree;

import org.jspecify.annotations.NullMarked;
