package org.bestpeer.node.exchange;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/** Where peers were last seen: in the participants' list, and newer in the index entries they publish. Thread-safe. */
public final class ContactBook {
    private final Map<PeerId, PeerContact> contacts = new ConcurrentHashMap<>();

    public void add(PeerContact contact) {
        contacts.put(contact.id(), contact);
    }

    public Optional<PeerContact> find(PeerId peer) {
        return Optional.ofNullable(contacts.get(peer));
    }
}
