package org.bestpeer.overlay.runtime;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.wire.MalformedMessageException;
import org.bestpeer.overlay.wire.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where messages of others come in: who sent them is what the certificate says, not what the message says. */
final class Mailbox implements PeerTransport.MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final PeerThread thread;
    private final Predicate<PeerIdentity> heard;
    private final Consumer<Envelope> reader;

    /**
     * A mailbox.
     *
     * @param heard whose messages are read at all
     * @param reader reads them, on the thread
     */
    Mailbox(PeerThread thread, Predicate<PeerIdentity> heard, Consumer<Envelope> reader) {
        this.thread = thread;
        this.heard = heard;
        this.reader = reader;
    }

    @Override
    public void receive(PeerIdentity from, byte[] payload) {
        try {
            Envelope envelope = MessageCodec.decode(payload);
            if (!envelope.sender().id().equals(from.peer())
                    || !envelope.network().equals(from.network())) {
                LOG.warn("{} sent an overlay message in the name of {}; dropped", from, envelope.sender());
            } else if (!heard.test(from)) {
                LOG.warn("overlay of {}: {} has nothing to say here; its message was dropped", thread.name(), from);
            } else if (!thread.offer(() -> reader.accept(envelope)) && !thread.isClosed()) {
                LOG.warn("overlay of {}: the mailbox is full; a message of {} was dropped", thread.name(), from.peer());
            }
        } catch (MalformedMessageException e) {
            LOG.warn("{} sent what is no overlay message: {}", from.peer(), e.getMessage());
        }
    }
}
