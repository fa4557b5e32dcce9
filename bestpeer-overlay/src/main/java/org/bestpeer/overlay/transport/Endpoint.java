package org.bestpeer.overlay.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bestpeer.overlay.PeerAddress;
import org.jspecify.annotations.Nullable;

/**
 * One listening port and the connections of a process, for the peers of one or more networks; a bootstrap peer serves
 * several. A caller names the network it wants in its TLS server name, and the key manager picks the certificate by it.
 */
public final class Endpoint implements AutoCloseable {
    private static final int THREADS = 2;
    private static final long LONGEST_SWEEP_MILLIS = 10_000;

    private final TransportConfig config;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory("bestpeer-net", true), NioIoHandler.newFactory());
    private final Workers workers;
    private final Quota quota;
    private final TrafficCount traffic = new TrafficCount();
    private final Bootstrap dialler;
    private final Map<String, Handlers> handlers = new ConcurrentHashMap<>();
    private final Map<Target, DialledConnection> dialled = new ConcurrentHashMap<>();
    private final Set<PeerConnection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable Channel listening;
    private @Nullable Future<?> sweeping;
    private volatile boolean closed;

    public Endpoint(TransportConfig config) {
        this.config = config;
        TransportLimits limits = config.limits();
        workers = new Workers(limits.counts().workers());
        quota = new Quota(limits.counts());
        dialler = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(limits.times().connect().toMillis()))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark());
    }

    /** The peer of a network at this endpoint; also while it runs. Closing it leaves the endpoint open. */
    public PeerTransport transport(PeerIdentity self) {
        return new NettyTransport(self, this, false);
    }

    /** Starts to listen. */
    public synchronized void start() {
        if (listening != null || closed) {
            throw new IllegalStateException("the endpoint was started before");
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(config.listen().host(), config.listen().port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new TransportException(
                    "cannot listen on %s: %s"
                            .formatted(config.listen(), bound.cause().getMessage()),
                    bound.cause());
        }
        listening = bound.channel();
        long sweep = Math.min(
                LONGEST_SWEEP_MILLIS, 1 + config.limits().times().idle().toMillis() / 2);
        sweeping = group.next().scheduleWithFixedDelay(this::sweep, sweep, sweep, TimeUnit.MILLISECONDS);
    }

    /** Where it listens, with the real port. */
    public synchronized PeerAddress localAddress() {
        if (listening == null) {
            throw new IllegalStateException("the endpoint does not listen yet");
        }
        InetSocketAddress real = (InetSocketAddress) listening.localAddress();
        return new PeerAddress(config.listen().host(), real.getPort());
    }

    /** Number of connections, both ways. */
    public int connections() {
        return connections.size();
    }

    /** What went and came over all its connections, those that have ended among them. */
    public TransportTraffic traffic() {
        return traffic.traffic();
    }

    /** Cuts the open connections of these peers, both ways; what is under way on them fails. */
    public void closeWhere(Predicate<PeerIdentity> peers) {
        for (PeerConnection connection : connections) {
            PeerIdentity remote = connection.remote();
            if (remote != null && peers.test(remote)) {
                connection.refuse("%s is no longer admitted".formatted(remote));
            }
        }
    }

    /** Cuts all connections and stops to listen. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (sweeping != null) {
                sweeping.cancel(false);
            }
            if (listening != null) {
                listening.close().awaitUninterruptibly();
            }
        }
        List.copyOf(connections).forEach(connection -> connection.end("this peer is shutting down"));
        workers.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    TransportConfig config() {
        return config;
    }

    Handlers handlers(String network) {
        return handlers.computeIfAbsent(network, name -> new Handlers());
    }

    /** The open connection to a peer, or a new one that is being dialled. */
    DialledConnection connection(Target target) {
        DialledConnection connection = dialled.computeIfAbsent(target, this::dial);
        connections.add(connection);
        if (closed) {
            connection.end("this peer is shutting down");
        } else {
            connection.start(dialler);
        }
        // It may have ended before it was added.
        if (connection.failure() != null) {
            connections.remove(connection);
        }
        return connection;
    }

    private DialledConnection dial(Target target) {
        return new DialledConnection(config, traffic, target, this::forget);
    }

    private void forget(DialledConnection connection) {
        dialled.remove(connection.target(), connection);
        connections.remove(connection);
    }

    void forget(AcceptedConnection connection) {
        connections.remove(connection);
    }

    /** Runs an action after a time. */
    Future<?> after(Duration time, Runnable action) {
        return group.next().schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void accept(SocketChannel channel) {
        InetAddress address = channel.remoteAddress().getAddress();
        if (closed || !quota.take(address)) {
            channel.close().addListener(done -> {});
            return;
        }
        channel.closeFuture().addListener(done -> quota.release(address));
        AcceptedConnection connection = new AcceptedConnection(config, traffic, this, workers, channel.remoteAddress());
        connections.add(connection);
        connection.install(channel, config.tls().accepting());
    }

    private void sweep() {
        for (PeerConnection connection : connections) {
            connection.endIfExpired();
            if (connection instanceof DialledConnection ours && ours.stale()) {
                dialled.remove(ours.target(), ours);
                ours.retire();
            }
        }
    }

    private WriteBufferWaterMark waterMark() {
        int high = config.limits().sizes().sendBuffer();
        return new WriteBufferWaterMark(Math.max(1, high / 2), high);
    }
}
