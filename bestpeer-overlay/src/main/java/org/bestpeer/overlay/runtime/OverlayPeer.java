package org.bestpeer.overlay.runtime;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.Overlay;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.Completion;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.wire.MalformedMessageException;
import org.bestpeer.overlay.wire.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A peer of the overlay over the peer transport. */
public final class OverlayPeer implements Overlay {
    private static final Logger LOG = LoggerFactory.getLogger(OverlayPeer.class);
    private static final long REPORT_SECONDS = 2;

    private final PeerThread thread;
    private final PeerContact self;
    private final PeerTransport transport;
    private final BatonPeer peer;
    private final Set<Call<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private OverlayPeer(OverlayConfig config, PeerContact self, String network, PeerTransport transport) {
        this.self = self;
        this.transport = transport;
        this.thread = new PeerThread(self.id().value(), config.mailbox());
        this.peer = new BatonPeer(
                network,
                self,
                // Later than that of any earlier life, even if the disk was lost.
                System.currentTimeMillis(),
                config.settings(),
                new Environment<>(
                        System::nanoTime, thread, this::send, new FileDisk(config.stateFile()), new SecureRandom()));
    }

    /**
     * A peer that has not joined. To be called before the transport starts.
     *
     * @param self the peer and the address at which others reach it
     * @throws OverlayException if its state cannot be read or is of another network
     */
    public static OverlayPeer create(OverlayConfig config, PeerContact self, String network, PeerTransport transport) {
        OverlayPeer created = new OverlayPeer(config, self, network, transport);
        transport.onMessage(Service.OVERLAY, created::receive);
        return created;
    }

    private void send(PeerContact to, Envelope envelope) {
        if (to.id().equals(self.id())) {
            thread.after(Duration.ZERO, () -> peer.receive(envelope));
        } else {
            transport.send(to, Service.OVERLAY, MessageCodec.encode(envelope));
        }
    }

    private void receive(PeerIdentity from, byte[] payload) {
        try {
            Envelope envelope = MessageCodec.decode(payload);
            if (!envelope.sender().id().equals(from.peer())
                    || !envelope.network().equals(from.network())) {
                LOG.warn("{} sent an overlay message in the name of {}; dropped", from.peer(), envelope.sender());
            } else if (!thread.offer(() -> peer.receive(envelope)) && !closed) {
                LOG.warn("overlay of {}: the mailbox is full; a message of {} was dropped", self.id(), from.peer());
            }
        } catch (MalformedMessageException e) {
            LOG.warn("{} sent what is no overlay message: {}", from.peer(), e.getMessage());
        }
    }

    @Override
    public CompletableFuture<Void> join(List<PeerContact> entryPoints) {
        List<PeerContact> through = List.copyOf(entryPoints);
        return this.<Done>run((living, completion) -> living.join(through, completion))
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Void> publish(List<Entry> entries) {
        List<Entry> copy = List.copyOf(entries);
        return this.<Done>run((living, completion) -> living.publish(copy, completion))
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Void> withdraw(List<Key> keys) {
        List<Key> copy = List.copyOf(keys);
        return this.<Done>run((living, completion) -> living.withdraw(copy, completion))
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<List<FoundEntry>> find(Key key) {
        return run((living, completion) -> living.find(key, completion));
    }

    @Override
    public CompletableFuture<List<FoundEntry>> find(KeyRange range) {
        return run((living, completion) -> living.find(range, completion));
    }

    private <T> CompletableFuture<T> run(BiConsumer<BatonPeer, Completion<T>> command) {
        Call<T> call = new Call<>();
        open.add(call);
        boolean accepted = thread.offer(() -> {
            try {
                command.accept(peer, call);
            } catch (OverlayException e) {
                call.failed(e);
            }
        });
        if (closed) {
            failOpen();
        } else if (!accepted) {
            call.failed("the overlay of %s is busy".formatted(self.id()));
        }
        return call.future;
    }

    @Override
    public Optional<NodeReport> report() {
        if (thread.isCurrent() || closed) {
            return peer.report();
        }
        CompletableFuture<Optional<NodeReport>> now = new CompletableFuture<>();
        if (!thread.offer(() -> now.complete(peer.report()))) {
            return Optional.empty();
        }
        return now.completeOnTimeout(Optional.empty(), REPORT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void failOpen() {
        open.forEach(call -> call.failed("the overlay of %s has stopped".formatted(self.id())));
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
        failOpen();
    }

    /** A command that has been given and not ended. */
    private final class Call<T> implements Completion<T> {
        private final CompletableFuture<T> future = new CompletableFuture<>();

        @Override
        public void done(T value) {
            open.remove(this);
            future.complete(value);
        }

        @Override
        public void failed(String reason) {
            failed(new OverlayException(reason));
        }

        void failed(OverlayException cause) {
            open.remove(this);
            future.completeExceptionally(cause);
        }
    }
}
