package org.bestpeer.node.index;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Task;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.wire.MessageCodec;

/** Counts the look-ups that a peer sends to others. */
record LookupCounter(PeerTransport transport, AtomicInteger sent) implements PeerTransport {
    LookupCounter(PeerTransport transport) {
        this(transport, new AtomicInteger());
    }

    @Override
    public void send(PeerContact to, Service service, byte[] payload) {
        if (service == Service.OVERLAY
                && MessageCodec.decode(payload).message() instanceof BatonMessage.Forward forward
                && forward.task() instanceof Task.Lookup) {
            sent.incrementAndGet();
        }
        transport.send(to, service, payload);
    }

    @Override
    public void start() {
        transport.start();
    }

    @Override
    public PeerAddress localAddress() {
        return transport.localAddress();
    }

    @Override
    public void onMessage(Service service, MessageHandler handler) {
        transport.onMessage(service, handler);
    }

    @Override
    public void onCall(Service service, CallHandler handler) {
        transport.onCall(service, handler);
    }

    @Override
    public void onStream(Service service, StreamHandler handler) {
        transport.onStream(service, handler);
    }

    @Override
    public CompletableFuture<byte[]> call(PeerContact to, Service service, byte[] request, Duration timeout) {
        return transport.call(to, service, request, timeout);
    }

    @Override
    public IncomingStream open(PeerContact to, Service service, byte[] request, int window, Duration timeout) {
        return transport.open(to, service, request, window, timeout);
    }

    @Override
    public void close() {
        transport.close();
    }
}
