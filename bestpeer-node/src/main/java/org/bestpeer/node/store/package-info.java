/** The peer's HSQLDB: opened, locked down, loaded and scanned. */
@NullMarked
package org.bestpeer.node.store;

import org.jspecify.annotations.NullMarked;
