package org.bestpeer.node.bootstrap;

/**
 * A peer on one line.
 *
 * @param state {@code enrolled} before it first said hello, {@code known} from then on
 */
public record PeerStatus(String peer, String company, String address, long incarnation, String state) {}
