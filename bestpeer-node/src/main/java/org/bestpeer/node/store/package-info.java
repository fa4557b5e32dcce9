/**
 * The peer's HSQLDB: opened, locked down, loaded and scanned. Nothing outside sees JDBC.
 *
 * <p>A shared table lies in a stored table whose rows are numbered. A load is visible when a row of the META schema
 * says which stored table it is and up to which row number it counts, so a load of any size becomes visible in one
 * small transaction, and a reader that pinned a version reads exactly that version, whatever is loaded meanwhile.
 */
@NullMarked
package org.bestpeer.node.store;

import org.jspecify.annotations.NullMarked;
