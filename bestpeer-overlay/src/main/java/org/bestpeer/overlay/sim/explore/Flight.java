package org.bestpeer.overlay.sim.explore;

/**
 * A message on its way.
 *
 * @param target number of the process it goes to
 * @param own whether it comes from there, so that it cannot get lost or doubled
 * @param message the message
 * @param <M> kind of message
 */
record Flight<M>(int target, boolean own, M message) {}
