package org.bestpeer.overlay.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What both ends of a connection share: TLS, then a greeting, then frames with signs of life between them. It ends once,
 * with a reason, as soon as that is known and not only when the socket is closed. Its callbacks run on the event loop.
 */
abstract class PeerConnection extends SimpleChannelInboundHandler<Frame> {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);

    /** Signs of life within the silence that is tolerated. */
    private static final int PINGS_PER_SILENCE = 3;

    private final TransportConfig config;
    private final TrafficCount traffic;
    private final AtomicReference<@Nullable TransportException> failure = new AtomicReference<>();
    private volatile @Nullable Channel channel;
    private volatile @Nullable X509Certificate certificate;
    private volatile @Nullable PeerIdentity remote;
    private @Nullable Future<?> greetingTimer;
    private boolean greeted;

    PeerConnection(TransportConfig config, TrafficCount traffic) {
        this.config = config;
        this.traffic = traffic;
    }

    /** Builds the channel's pipeline. Idle times are those of the socket: a slow frame is no silence. */
    final void install(Channel socket, SSLEngine engine) {
        Duration silence = config.limits().times().silence();
        SslHandler tls = new SslHandler(engine);
        tls.setHandshakeTimeout(config.limits().times().handshake().toMillis(), TimeUnit.MILLISECONDS);
        socket.pipeline()
                .addLast(new IdleStateHandler(
                        silence.toMillis(),
                        Math.max(1, silence.toMillis() / PINGS_PER_SILENCE),
                        0,
                        TimeUnit.MILLISECONDS))
                .addLast(tls)
                .addLast(new FrameDecoder(config.limits().sizes()))
                .addLast(this);
    }

    /** TLS is up and the far end's certificate is trusted and names this peer. */
    abstract void identified(PeerIdentity remote, SSLSession session) throws CertificateException;

    /** The far end's first frame came. */
    abstract void greeted(Hello hello, PeerIdentity remote);

    /** A later frame came. */
    abstract void received(Frame frame, PeerIdentity remote);

    /** It is over; called once, on any thread. */
    abstract void ended(TransportException why);

    /** The far end, for messages. */
    abstract String name();

    final TransportConfig config() {
        return config;
    }

    final @Nullable TransportException failure() {
        return failure.get();
    }

    /** The far end, null before it is known. */
    final @Nullable PeerIdentity remote() {
        return remote;
    }

    /** Queues frames, to be sent together; a failure to write closes the connection. */
    final void write(Frame... frames) {
        Channel current = channel;
        if (current == null || failure.get() != null) {
            return;
        }
        for (int i = 0; i < frames.length; i++) {
            traffic.sent(frames[i]);
            ByteBuf bytes = frames[i].encode(current.alloc());
            boolean last = i == frames.length - 1;
            (last ? current.writeAndFlush(bytes) : current.write(bytes))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    /** Whether less than the send buffer waits to be written. */
    final boolean writable() {
        Channel current = channel;
        return current != null && current.isWritable();
    }

    /** Ends it; later reasons don't count. */
    final void end(String why) {
        end(new TransportException(name() + ": " + why));
    }

    final void end(TransportException why) {
        if (failure.compareAndSet(null, why)) {
            LOG.debug("connection ended: {}", why.getMessage());
            ended(why);
        }
        Channel current = channel;
        if (current != null) {
            current.close().addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Tells the far end why, then ends. */
    final void refuse(String why) {
        write(Frame.refused(why));
        end("refused: " + why);
    }

    /** Ends it if the far end's certificate has run out since the handshake. */
    final void endIfExpired() {
        X509Certificate known = certificate;
        if (known == null) {
            return;
        }
        try {
            known.checkValidity();
        } catch (CertificateNotYetValidException e) {
            LOG.debug("the clock went back behind the certificate of {}", name());
        } catch (CertificateException e) {
            end("its certificate has expired");
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (failure.get() != null) {
            end("closed");
            return;
        }
        Duration patience = config.limits().times().handshake();
        greetingTimer = context.executor()
                .schedule(
                        () -> end("no greeting within %d ms".formatted(patience.toMillis())),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopGreetingTimer();
        end(
                greeted
                        ? "it went away"
                        : "it closed the connection before greeting; it may be overloaded, or refuse this peer's certificate");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                identify(context);
            } else {
                end(Reasons.of(handshake.cause()));
            }
        } else if (event instanceof IdleStateEvent idle && greeted) {
            live(idle);
        }
    }

    private void identify(ChannelHandlerContext context) {
        try {
            SSLSession session =
                    context.pipeline().get(SslHandler.class).engine().getSession();
            X509Certificate first = first(session.getPeerCertificates());
            PeerIdentity identity = PeerIdentity.of(first);
            certificate = first;
            remote = identity;
            identified(identity, session);
        } catch (SSLPeerUnverifiedException e) {
            end("it has no certificate");
        } catch (CertificateException e) {
            end(Reasons.of(e));
        }
    }

    static X509Certificate first(Certificate @Nullable [] chain) throws CertificateException {
        if (chain == null || chain.length == 0 || !(chain[0] instanceof X509Certificate leaf)) {
            throw new CertificateException("there is no certificate");
        }
        return leaf;
    }

    private void live(IdleStateEvent idle) {
        switch (idle.state()) {
            case READER_IDLE ->
                end("it was silent for %d ms"
                        .formatted(config.limits().times().silence().toMillis()));
            case WRITER_IDLE -> {
                if (writable()) {
                    write(Frame.of(FrameType.PING, 0));
                }
            }
            case ALL_IDLE -> {}
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame frame) {
        PeerIdentity identity = remote;
        if (failure.get() != null || identity == null) {
            return;
        }
        traffic.received(frame);
        if (frame.type() == FrameType.REFUSED) {
            end("it refused: " + frame.text());
        } else if (frame.type() == FrameType.HELLO) {
            greet(frame, identity);
        } else if (!greeted) {
            end("it did not greet");
        } else if (frame.type() != FrameType.PING) {
            received(frame, identity);
        }
    }

    private void greet(Frame frame, PeerIdentity identity) {
        if (greeted) {
            end("it greeted twice");
            return;
        }
        Hello hello = Hello.decode(frame.payload());
        greeted = true;
        stopGreetingTimer();
        greeted(hello, identity);
    }

    private void stopGreetingTimer() {
        if (greetingTimer != null) {
            greetingTimer.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(Reasons.of(cause));
    }
}
