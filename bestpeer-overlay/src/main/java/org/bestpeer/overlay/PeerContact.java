package org.bestpeer.overlay;

/** A peer and where it is reached. */
public record PeerContact(PeerId id, PeerAddress address) {
    @Override
    public String toString() {
        return id + "@" + address;
    }
}
