package org.bestpeer.overlay;

import org.jspecify.annotations.Nullable;

/** A peer and where it is reached. */
public record PeerContact(PeerId id, PeerAddress address) {
    /** As a record's; written out, as contacts are compared for every message. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof PeerContact contact && id.equals(contact.id) && address.equals(contact.address));
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id + "@" + address;
    }
}
