package org.bestpeer.node.exchange;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/** Where peers were last seen, by the index entries they publish; the newest entry counts. Thread-safe. */
public final class ContactBook {
    private final Map<PeerId, Seen> contacts = new ConcurrentHashMap<>();

    /**
     * Takes in where a peer is.
     *
     * @param version how new that is; an older one than what is known does not count
     */
    public void add(PeerContact contact, long version) {
        contacts.merge(contact.id(), new Seen(contact, version), (a, b) -> b.version >= a.version ? b : a);
    }

    public Optional<PeerContact> find(PeerId peer) {
        return Optional.ofNullable(contacts.get(peer)).map(Seen::contact);
    }

    private record Seen(PeerContact contact, long version) {}
}
