package org.bestpeer.engine.placement;

/**
 * A place where fragments run.
 *
 * @param peer identifier of the peer
 * @param company company it belongs to
 */
public record Site(String peer, String company) {}
