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
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.baton.SnapshotChange;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.wire.MessageCodec;
import org.bestpeer.overlay.wire.SnapshotChangeCodec;
import org.bestpeer.overlay.wire.SnapshotCodec;

/** A peer of the overlay over the peer transport. */
public final class OverlayPeer implements Overlay {
    private static final long REPORT_SECONDS = 2;
    private static final JournalCodec<Snapshot> SNAPSHOTS = new JournalCodec<>(
            new FileCodec<>(SnapshotCodec::encode, SnapshotCodec::decode),
            (before, after) -> SnapshotChangeCodec.encode(SnapshotChange.between(before, after)),
            (before, bytes) -> SnapshotChangeCodec.decode(bytes).applyTo(before));

    private final PeerThread thread;
    private final PeerContact self;
    private final PeerContact scheduler;
    private final PeerTransport transport;
    private final BatonPeer peer;
    private final Set<Call<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private OverlayPeer(
            OverlayConfig config, PeerContact self, PeerContact scheduler, String network, PeerTransport transport) {
        this.self = self;
        this.scheduler = scheduler;
        this.transport = transport;
        this.thread = new PeerThread(self.id().value(), config.mailbox());
        this.peer = new BatonPeer(
                network,
                self,
                scheduler,
                // Later than that of any earlier life, even if the disk was lost.
                System.currentTimeMillis(),
                config.settings(),
                new Environment<>(
                        System::nanoTime,
                        thread,
                        this::send,
                        new JournalDisk<>(config.stateFile(), SNAPSHOTS),
                        new SecureRandom()));
    }

    /**
     * A peer that has not joined. To be called before the transport starts.
     *
     * @param self the peer and the address at which others reach it
     * @param scheduler the bootstrap, which decides on the structure
     * @throws OverlayException if its state cannot be read or is of another network
     */
    public static OverlayPeer create(
            OverlayConfig config, PeerContact self, PeerContact scheduler, String network, PeerTransport transport) {
        OverlayPeer created = new OverlayPeer(config, self, scheduler, network, transport);
        transport.onMessage(
                Service.OVERLAY, new Mailbox(created.thread, created::speaksInItsOwnRole, created.peer::receive));
        return created;
    }

    /** Only the bootstrap is of no company; it speaks as the scheduler, and nobody else does. */
    private boolean speaksInItsOwnRole(PeerIdentity from) {
        return from.company().isEmpty() == from.peer().equals(scheduler.id());
    }

    private void send(PeerContact to, Envelope envelope) {
        if (to.id().equals(self.id())) {
            thread.after(Duration.ZERO, () -> peer.receive(envelope));
        } else {
            // The bootstrap is reached where this peer was told, whatever it says of itself.
            PeerContact target = to.id().equals(scheduler.id()) ? scheduler : to;
            transport.send(target, Service.OVERLAY, MessageCodec.encode(envelope));
        }
    }

    @Override
    public CompletableFuture<Void> join() {
        return this.<Done>run(BatonPeer::join).thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Void> leave() {
        return this.<Done>run(BatonPeer::leave).thenAccept(done -> {});
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
