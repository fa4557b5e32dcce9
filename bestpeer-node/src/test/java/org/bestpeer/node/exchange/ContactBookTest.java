package org.bestpeer.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class ContactBookTest {
    private static final PeerId ACME = new PeerId("acme-1");

    private final ContactBook contacts = new ContactBook();

    @Test
    void anOlderContactDoesNotReplaceANewerOne() {
        contacts.add(at("new"), 7);
        contacts.add(at("old"), 6);
        assertThat(contacts.find(ACME)).contains(at("new"));

        contacts.add(at("newer"), 7);
        assertThat(contacts.find(ACME)).contains(at("newer"));
    }

    private static PeerContact at(String host) {
        return new PeerContact(ACME, new PeerAddress(host, 7410));
    }
}
