package org.bestpeer.overlay.transport;

import org.bestpeer.overlay.PeerId;

/**
 * Who is at the other end of a connection, as its certificate says.
 *
 * @param network corporate network
 * @param company company, or the empty string for the bootstrap peer
 * @param peer its name
 */
public record PeerIdentity(String network, String company, PeerId peer) {}
