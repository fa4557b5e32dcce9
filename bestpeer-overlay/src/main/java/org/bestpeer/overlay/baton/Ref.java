package org.bestpeer.overlay.baton;

import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Position;

/**
 * A peer at a place of the tree.
 *
 * @param contact who, and where it is reached
 * @param incarnation which of its lives this was learnt in
 * @param position its place
 */
public record Ref(PeerContact contact, long incarnation, Position position) {
    PeerId id() {
        return contact.id();
    }
}
