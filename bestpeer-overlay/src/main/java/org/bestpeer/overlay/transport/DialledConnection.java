package org.bestpeer.overlay.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.bestpeer.overlay.PeerAddress;

/** The asking end of a connection. What is asked while it is being dialled waits until the far end has greeted. */
final class DialledConnection extends PeerConnection {
    private static final int BACKLOG = 4096;

    private final Target target;
    private final Consumer<DialledConnection> gone;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Exchange> exchanges = new ConcurrentHashMap<>();
    private final ArrayDeque<Frame> backlog = new ArrayDeque<>();
    private final long born = System.nanoTime();
    private long backlogBytes;
    private volatile boolean open;
    private volatile boolean retired;
    private volatile long used = born;

    DialledConnection(TransportConfig config, TrafficCount traffic, Target target, Consumer<DialledConnection> gone) {
        super(config, traffic);
        this.target = target;
        this.gone = gone;
    }

    /** Dials, the first time it is called. */
    void start(Bootstrap bootstrap) {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        PeerAddress to = target.peer().address();
        SSLEngine engine;
        try {
            engine = config().tls().dialling(target.network(), to);
        } catch (TransportException e) {
            end(Reasons.of(e));
            return;
        }
        bootstrap
                .clone()
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        install(channel, engine);
                    }
                })
                .connect(to.host(), to.port())
                .addListener((ChannelFuture dialled) -> {
                    if (!dialled.isSuccess()) {
                        end(Reasons.of(dialled.cause()));
                    }
                });
    }

    Target target() {
        return target;
    }

    @Override
    String name() {
        return target.peer().toString();
    }

    /** Sends a message, or drops it when too much is waiting already. */
    void send(Frame frame) {
        used = System.nanoTime();
        if (!open) {
            synchronized (backlog) {
                if (!open) {
                    long bytes = backlogBytes + frame.payload().length;
                    if (backlog.size() < BACKLOG
                            && bytes <= config().limits().sizes().sendBuffer()) {
                        keep(frame);
                    }
                    return;
                }
            }
        }
        if (writable()) {
            write(frame);
        }
    }

    /** Queues a frame of a call or stream. */
    void post(Frame frame) {
        used = System.nanoTime();
        if (!open) {
            synchronized (backlog) {
                if (!open) {
                    keep(frame);
                    return;
                }
            }
        }
        write(frame);
    }

    private void keep(Frame frame) {
        if (failure() == null) {
            backlog.add(frame);
            backlogBytes += frame.payload().length;
        }
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    /** Registers a call or stream under an id and asks for it. */
    void begin(long id, Exchange exchange, Frame request) {
        exchanges.put(id, exchange);
        TransportException broken = failure();
        int limit = config().limits().counts().requests();
        if (broken == null && exchanges.size() > limit) {
            broken = new TransportException.Remote(
                    Workers.BUSY, "%s: %d requests are under way already".formatted(name(), limit));
        }
        if (broken == null) {
            post(request);
        } else if (forget(id)) {
            exchange.failed(broken);
        }
    }

    /** Whether it was still under way. */
    boolean forget(long id) {
        return exchanges.remove(id) != null;
    }

    /** Whether new requests had better dial anew: unused for long, or old. */
    boolean stale() {
        long now = System.nanoTime();
        TransportLimits.Times times = config().limits().times();
        return retired
                || now - born > times.age().toNanos()
                || (exchanges.isEmpty() && now - used > times.idle().toNanos());
    }

    /** Ends it once nothing is under way; the first call only marks, for those who just got it from the pool. */
    void retire() {
        if (retired && exchanges.isEmpty()) {
            end("it was no longer used");
        }
        retired = true;
    }

    @Override
    void identified(PeerIdentity remote, SSLSession session) {
        if (!remote.network().equals(target.network())
                || !remote.peer().equals(target.peer().id())) {
            end("expected %s of network %s there, found %s"
                    .formatted(target.peer().id(), target.network(), remote));
        } else if (!config().admitted().test(remote)) {
            end("%s is not admitted".formatted(remote));
        } else {
            write(Frame.hello(new Hello(config().versions(), target.network())));
        }
    }

    @Override
    void greeted(Hello hello, PeerIdentity remote) {
        if (config().versions().common(hello.versions()).isEmpty()) {
            end("it speaks protocol version %s, this peer %s; upgrade the older one"
                    .formatted(hello.versions(), config().versions()));
            return;
        }
        if (!hello.network().equals(target.network())) {
            end("it serves network %s, this peer is in network %s".formatted(hello.network(), target.network()));
            return;
        }
        synchronized (backlog) {
            backlog.forEach(this::write);
            backlog.clear();
            open = true;
        }
    }

    @Override
    void received(Frame frame, PeerIdentity remote) {
        Exchange exchange = exchanges.get(frame.id());
        if (exchange != null && !exchange.received(frame)) {
            exchanges.remove(frame.id());
        }
    }

    @Override
    void ended(TransportException why) {
        gone.accept(this);
        synchronized (backlog) {
            backlog.clear();
        }
        for (Long id : List.copyOf(exchanges.keySet())) {
            Exchange exchange = exchanges.remove(id);
            if (exchange != null) {
                exchange.failed(why);
            }
        }
    }
}
