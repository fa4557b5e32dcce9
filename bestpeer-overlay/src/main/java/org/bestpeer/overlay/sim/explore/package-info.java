/**
 * Tries all orders in which messages of a small world may arrive, with crashes and duplicates at every point, instead of
 * some by chance. Breadth first, so that what it finds is as short as possible. It can go through millions of states because
 * a step changes one process only, and depends on nothing but that process and what it is given: each such local step is
 * carried out once, by repeating the history of that process, and then remembered.
 */
@NullMarked
package org.bestpeer.overlay.sim.explore;

import org.jspecify.annotations.NullMarked;
