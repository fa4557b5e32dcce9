package org.bestpeer.overlay.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.jspecify.annotations.Nullable;

/** Peers that reach each other without sockets; each receives on a thread of its own. Messages only. */
final class InMemoryNetwork {
    private final Map<PeerAddress, Transport> listening = new ConcurrentHashMap<>();
    private final String name;

    InMemoryNetwork(String name) {
        this.name = name;
    }

    /** The transport of a peer of a company, the empty string for the bootstrap. */
    PeerTransport transport(String company, PeerContact self) {
        return new Transport(company, self);
    }

    private final class Transport implements PeerTransport {
        private final PeerIdentity identity;
        private final PeerContact self;
        private final Map<Service, MessageHandler> handlers = new ConcurrentHashMap<>();
        private final ExecutorService worker = Executors.newSingleThreadExecutor();

        Transport(String company, PeerContact self) {
            this.identity = new PeerIdentity(name, company, self.id());
            this.self = self;
        }

        @Override
        public void start() {
            listening.put(self.address(), this);
        }

        @Override
        public PeerAddress localAddress() {
            return self.address();
        }

        @Override
        public void onMessage(Service service, MessageHandler handler) {
            handlers.put(service, handler);
        }

        @Override
        public void onCall(Service service, CallHandler handler) {
            throw new UnsupportedOperationException("messages only");
        }

        @Override
        public void onStream(Service service, StreamHandler handler) {
            throw new UnsupportedOperationException("messages only");
        }

        @Override
        public void send(PeerContact to, Service service, byte[] payload) {
            Transport target = listening.get(to.address());
            if (target != null && target.self.id().equals(to.id())) {
                target.deliver(identity, service, payload);
            }
        }

        private void deliver(PeerIdentity from, Service service, byte[] payload) {
            @Nullable MessageHandler handler = handlers.get(service);
            try {
                if (handler != null) {
                    worker.execute(() -> handler.receive(from, payload));
                }
            } catch (RejectedExecutionException e) {
                // It was closed in the meantime: the message is lost, as on a real network.
                listening.remove(self.address(), this);
            }
        }

        @Override
        public CompletableFuture<byte[]> call(PeerContact to, Service service, byte[] request, Duration timeout) {
            throw new UnsupportedOperationException("messages only");
        }

        @Override
        public IncomingStream open(PeerContact to, Service service, byte[] request, int window, Duration timeout) {
            throw new UnsupportedOperationException("messages only");
        }

        @Override
        public void close() {
            listening.remove(self.address(), this);
            worker.shutdown();
        }
    }
}
