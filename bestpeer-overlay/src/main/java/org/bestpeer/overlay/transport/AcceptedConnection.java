package org.bestpeer.overlay.transport;

import io.netty.channel.ChannelHandlerContext;
import java.net.SocketAddress;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answering end of a connection. */
final class AcceptedConnection extends PeerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedConnection.class);
    private static final int MAX_WINDOW = 1 << 16;

    private final Endpoint endpoint;
    private final Workers workers;
    private final SocketAddress from;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<Long, ServedStream> streams = new ConcurrentHashMap<>();
    private @Nullable String network;
    private @Nullable Handlers handlers;

    AcceptedConnection(
            TransportConfig config, TrafficCount traffic, Endpoint endpoint, Workers workers, SocketAddress from) {
        super(config, traffic);
        this.endpoint = endpoint;
        this.workers = workers;
        this.from = from;
    }

    @Override
    String name() {
        PeerIdentity remote = remote();
        return remote == null ? "connection from " + from : "connection from " + remote;
    }

    /** The certificate that this end chose by the caller's server name tells which network the caller asked for. */
    @Override
    void identified(PeerIdentity remote, SSLSession session) throws CertificateException {
        network = PeerIdentity.of(first(session.getLocalCertificates())).network();
    }

    @Override
    void greeted(Hello hello, PeerIdentity remote) {
        String served = network;
        if (served == null || !served.equals(remote.network()) || !served.equals(hello.network())) {
            refuse("this connection is for network %s, the caller is in network %s and greets network %s"
                    .formatted(served, remote.network(), hello.network()));
            return;
        }
        if (!config().admitted().test(remote)) {
            refuse("%s is not admitted".formatted(remote));
            return;
        }
        handlers = endpoint.handlers(served);
        write(Frame.hello(new Hello(config().versions(), served)));
        if (config().versions().common(hello.versions()).isEmpty()) {
            refuse("this peer speaks protocol version %s, the caller %s; upgrade the older one"
                    .formatted(config().versions(), hello.versions()));
        }
    }

    @Override
    void received(Frame frame, PeerIdentity remote) {
        Handlers served = handlers;
        if (served == null) {
            return;
        }
        switch (frame.type()) {
            case MESSAGE -> {
                PeerTransport.MessageHandler handler = served.message(frame.service());
                if (handler != null && admitted(remote)) {
                    deliver(handler, remote, frame);
                }
            }
            case CALL -> call(served.call(frame.service()), remote, frame);
            case OPEN -> open(served.stream(frame.service()), remote, frame);
            case CREDIT -> {
                ServedStream stream = streams.get(frame.id());
                if (stream != null) {
                    stream.credit(frame.number());
                }
            }
            case CANCEL -> {
                ServedStream stream = streams.remove(frame.id());
                if (stream != null) {
                    stream.cancel();
                }
            }
            default -> throw new TransportException("unexpected frame " + frame.type());
        }
    }

    private boolean admitted(PeerIdentity remote) {
        boolean admitted = config().admitted().test(remote);
        if (!admitted) {
            refuse("%s is no longer admitted".formatted(remote));
        }
        return admitted;
    }

    private static void deliver(PeerTransport.MessageHandler handler, PeerIdentity remote, Frame frame) {
        try {
            handler.receive(remote, frame.payload());
        } catch (RuntimeException e) {
            LOG.warn("a message from {} was not handled", remote, e);
        }
    }

    private void call(PeerTransport.@Nullable CallHandler handler, PeerIdentity remote, Frame frame) {
        if (handler == null) {
            unsupported(frame);
            return;
        }
        serve(frame, remote, () -> {
            byte[] result = handler.call(remote, frame.payload());
            int limit = config().limits().sizes().message();
            if (result.length > limit) {
                throw new TransportException.Remote(
                        "TOO_LARGE", "the answer has %d bytes, the limit is %d".formatted(result.length, limit));
            }
            write(Frame.of(FrameType.ANSWER, frame.id(), result));
        });
    }

    private void open(PeerTransport.@Nullable StreamHandler handler, PeerIdentity remote, Frame frame) {
        int window = frame.number();
        if (window < 1 || window > MAX_WINDOW || streams.containsKey(frame.id())) {
            throw new TransportException("it asked for a stream with window %d".formatted(window));
        }
        if (handler == null) {
            unsupported(frame);
            return;
        }
        byte[] request = Arrays.copyOfRange(frame.payload(), Integer.BYTES, frame.payload().length);
        ServedStream stream = new ServedStream(this, workers, frame.id(), window);
        streams.put(frame.id(), stream);
        if (failure() != null) {
            stream.cancel();
        }
        boolean taken = serve(frame, remote, () -> {
            try {
                handler.serve(remote, request, stream);
                if (!stream.ended()) {
                    write(Frame.of(FrameType.END, frame.id()));
                }
            } catch (TransportException.Remote e) {
                throw e;
            } catch (Exception e) {
                if (!stream.cancelled()) {
                    throw e;
                }
                LOG.debug("a stream to {} was cancelled", name(), e);
            } finally {
                stream.finish();
                streams.remove(frame.id());
            }
        });
        if (!taken) {
            streams.remove(frame.id());
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Runs a request on a worker, or refuses it. */
    private boolean serve(Frame frame, PeerIdentity remote, Work work) {
        if (!admitted(remote)) {
            return false;
        }
        boolean free = underWay.incrementAndGet() <= config().limits().counts().requests();
        boolean taken = free
                && workers.run(frame.service(), () -> {
                    try {
                        attempt(frame.id(), work);
                    } finally {
                        underWay.decrementAndGet();
                    }
                });
        if (!taken) {
            underWay.decrementAndGet();
            fail(frame.id(), Workers.BUSY, "the peer is busy; try again later");
        }
        return taken;
    }

    /** Whatever happens, the far end is told; what is not meant for it stays in this peer's log. */
    private void attempt(long id, Work work) {
        try {
            work.run();
        } catch (TransportException.Remote e) {
            fail(id, e.code(), String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            LOG.warn("a request of {} failed", name(), e);
            fail(id, "INTERNAL", "the peer failed to answer; its log says why");
        }
    }

    private void unsupported(Frame frame) {
        fail(frame.id(), "UNSUPPORTED", "this peer does not offer service " + frame.service());
    }

    private void fail(long id, String code, String message) {
        write(Frame.failure(id, new TransportException.Remote(code, message)));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        streams.values().forEach(ServedStream::relieved);
        context.fireChannelWritabilityChanged();
    }

    @Override
    void ended(TransportException why) {
        endpoint.forget(this);
        streams.values().forEach(ServedStream::cancel);
    }
}
