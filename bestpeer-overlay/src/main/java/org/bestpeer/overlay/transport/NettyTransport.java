package org.bestpeer.overlay.transport;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport of one peer, over TLS with Netty. Message handlers and the continuations of calls run on an event loop
 * and must not block; call and stream handlers run on workers and may. A request that finds no worker fails with the
 * remote code {@code BUSY}; one for which there is no handler with {@code UNSUPPORTED}; one whose handler threw
 * something else than {@link TransportException.Remote} with {@code INTERNAL}.
 */
public final class NettyTransport implements PeerTransport {
    private static final Logger LOG = LoggerFactory.getLogger(NettyTransport.class);

    private final PeerIdentity self;
    private final Endpoint endpoint;
    private final boolean owner;

    /** A peer with an endpoint of its own. */
    public NettyTransport(PeerIdentity self, TransportConfig config) {
        this(self, new Endpoint(config), true);
    }

    NettyTransport(PeerIdentity self, Endpoint endpoint, boolean owner) {
        this.self = self;
        this.endpoint = endpoint;
        this.owner = owner;
    }

    @Override
    public void start() {
        if (owner) {
            endpoint.start();
        }
    }

    @Override
    public PeerAddress localAddress() {
        return endpoint.localAddress();
    }

    /** Cuts the open connections of these peers, both ways; what is under way on them fails. */
    public void closeWhere(Predicate<PeerIdentity> peers) {
        endpoint.closeWhere(peers);
    }

    /** What went and came over all connections of its endpoint. */
    public TransportTraffic traffic() {
        return endpoint.traffic();
    }

    @Override
    public void onMessage(Service service, MessageHandler handler) {
        endpoint.handlers(self.network()).onMessage(service, handler);
    }

    @Override
    public void onCall(Service service, CallHandler handler) {
        endpoint.handlers(self.network()).onCall(service, handler);
    }

    @Override
    public void onStream(Service service, StreamHandler handler) {
        endpoint.handlers(self.network()).onStream(service, handler);
    }

    @Override
    public void send(PeerContact to, Service service, byte[] payload) {
        if (payload.length > messageLimit()) {
            LOG.warn("dropped a message of {} bytes to {}: the limit is {}", payload.length, to, messageLimit());
            return;
        }
        dial(to).send(new Frame(FrameType.MESSAGE, service.code(), 0, payload));
    }

    @Override
    public CompletableFuture<byte[]> call(PeerContact to, Service service, byte[] request, Duration timeout) {
        if (request.length > messageLimit()) {
            return CompletableFuture.failedFuture(tooLarge(to, request));
        }
        DialledConnection connection = dial(to);
        long id = connection.nextId();
        PendingCall call = new PendingCall();
        Future<?> timer = endpoint.after(timeout, () -> {
            if (connection.forget(id)) {
                call.failed(new TransportException("%s: no answer within %d ms".formatted(to, timeout.toMillis())));
            }
        });
        CompletableFuture<byte[]> answer = call.answer().whenComplete((result, failure) -> timer.cancel(false));
        connection.begin(id, call, new Frame(FrameType.CALL, service.code(), id, request));
        return answer;
    }

    @Override
    public IncomingStream open(PeerContact to, Service service, byte[] request, int window, Duration timeout) {
        if (window < 1) {
            throw new IllegalArgumentException("a stream needs a window, not " + window);
        }
        DialledConnection connection = dial(to);
        long id = connection.nextId();
        ReceivedStream stream = new ReceivedStream(connection, id, window, timeout);
        if (request.length > messageLimit() - Integer.BYTES) {
            stream.failed(tooLarge(to, request));
        } else {
            connection.begin(id, stream, Frame.open(service, id, window, request));
        }
        return stream;
    }

    @Override
    public void close() {
        if (owner) {
            endpoint.close();
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    private DialledConnection dial(PeerContact to) {
        return endpoint.connection(new Target(self.network(), to));
    }

    private int messageLimit() {
        return endpoint.config().limits().sizes().message();
    }

    private TransportException tooLarge(PeerContact to, byte[] request) {
        return new TransportException(
                "%s: the request has %d bytes, the limit is %d".formatted(to, request.length, messageLimit()));
    }
}
