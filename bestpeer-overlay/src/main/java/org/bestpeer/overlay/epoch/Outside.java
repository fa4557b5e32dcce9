package org.bestpeer.overlay.epoch;

import java.util.function.BiConsumer;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.env.Environment;

/**
 * What the parts of the scheduler share.
 *
 * @param send sends a message to a peer
 * @param schedule looks for what can be begun now, soon
 */
record Outside(
        Settings settings,
        Environment<Envelope, Ledger> env,
        BiConsumer<PeerContact, BatonMessage> send,
        Runnable schedule) {
    void send(Member to, BatonMessage message) {
        send.accept(to.contact, message);
    }

    long now() {
        return env.clock().nanos();
    }
}
