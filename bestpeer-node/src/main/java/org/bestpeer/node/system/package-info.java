/** The tables of {@code information_schema} and {@code sys}: what a peer knows, as rows for its users. */
@NullMarked
package org.bestpeer.node.system;

import org.jspecify.annotations.NullMarked;
