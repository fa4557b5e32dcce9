package org.bestpeer.node;

/**
 * What a peer has done for others since its start.
 *
 * @param fragmentsServed fragments taken on
 * @param rowsSent rows of fragments sent
 * @param bytesSent bytes of these rows
 * @param bytesReceived bytes of the fragments' plans, with the keys and rows in them
 */
public record Counters(long fragmentsServed, long rowsSent, long bytesSent, long bytesReceived) {}
