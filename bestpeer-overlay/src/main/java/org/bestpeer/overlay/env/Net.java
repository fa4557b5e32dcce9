package org.bestpeer.overlay.env;

import org.bestpeer.overlay.PeerContact;

/**
 * Sends messages to other peers. Best effort: they may be lost, doubled, late, or out of order.
 *
 * @param <M> kind of message
 */
public interface Net<M> {
    void send(PeerContact to, M message);
}
