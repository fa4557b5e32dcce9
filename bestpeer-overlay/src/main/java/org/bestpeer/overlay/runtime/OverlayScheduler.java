package org.bestpeer.overlay.runtime;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.epoch.EpochScheduler;
import org.bestpeer.overlay.epoch.Ledger;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.wire.LedgerCodec;
import org.bestpeer.overlay.wire.MessageCodec;
import org.jspecify.annotations.Nullable;

/** The scheduler of epochs of a network, over the transport of its bootstrap. */
public final class OverlayScheduler implements AutoCloseable {
    private final PeerThread thread;

    private OverlayScheduler(PeerThread thread) {
        this.thread = thread;
    }

    /**
     * Takes up its work where its file says it stopped. To be called before peers can reach the transport.
     *
     * @param self the bootstrap and the address at which peers reach it
     * @param hasPeers whether the network has had peers: if its file knows of none, it was lost
     * @throws OverlayException if its state cannot be read
     */
    public static OverlayScheduler create(
            OverlayConfig config, PeerContact self, String network, boolean hasPeers, PeerTransport transport) {
        PeerThread thread = new PeerThread("network " + network, config.mailbox());
        Environment<Envelope, Ledger> environment = new Environment<>(
                System::nanoTime,
                thread,
                (to, envelope) -> transport.send(to, Service.OVERLAY, MessageCodec.encode(envelope)),
                new FileDisk<>(config.stateFile(), new FileCodec<>(LedgerCodec::encode, LedgerCodec::decode)),
                new SecureRandom());
        try {
            Lives lives = new Lives(() -> new EpochScheduler(
                    network,
                    self,
                    // Later than that of any earlier life, even if the disk was lost.
                    System.currentTimeMillis(),
                    hasPeers,
                    config.settings(),
                    environment));
            // It begins to work as soon as it exists.
            CompletableFuture.runAsync(lives::begin, thread).join();
            // Peers only: nobody but the bootstrap is of no company, and it has nothing to say to itself.
            Mailbox mailbox = new Mailbox(thread, from -> !from.company().isEmpty(), lives::receive);
            transport.onMessage(Service.OVERLAY, mailbox);
            return new OverlayScheduler(thread);
        } catch (CompletionException e) {
            thread.close();
            throw e.getCause() instanceof OverlayException known ? known : e;
        }
    }

    @Override
    public void close() {
        thread.close();
    }

    /** The scheduler that is, and after a failed save the next one, from what is on disk. On its thread only. */
    private static final class Lives {
        private final Supplier<EpochScheduler> next;
        private @Nullable EpochScheduler current;

        Lives(Supplier<EpochScheduler> next) {
            this.next = next;
        }

        void begin() {
            current = next.get();
        }

        void receive(Envelope envelope) {
            EpochScheduler there = current;
            if (there == null || there.isBroken()) {
                there = next.get();
                current = there;
            }
            there.receive(envelope);
        }
    }
}
