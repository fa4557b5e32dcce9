package org.bestpeer.node;

/**
 * What a peer has done for others since its start.
 *
 * @param fragmentsServed fragments taken on
 * @param rowsSent rows of fragments sent
 */
public record Counters(long fragmentsServed, long rowsSent) {}
