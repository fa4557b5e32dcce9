package org.bestpeer.node.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** HTTP/1.1 on one port, with TLS and without it by the first byte of a connection. */
public final class HttpServer implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final long STOP_SECONDS = 5;

    private final EventLoopGroup loops;
    private final ThreadPoolExecutor workers;
    private final Channel channel;

    private HttpServer(EventLoopGroup loops, ThreadPoolExecutor workers, Channel channel) {
        this.loops = loops;
        this.workers = workers;
        this.channel = channel;
    }

    /**
     * Listens and serves.
     *
     * @throws IOException naming the address if it cannot be had
     */
    public static HttpServer start(HttpConfig config, List<Route> routes) throws IOException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                EVENT_LOOPS, new DefaultThreadFactory(config.name() + "-http", true), NioIoHandler.newFactory());
        ThreadPoolExecutor workers = workers(config);
        Dispatcher dispatcher = new Dispatcher(List.copyOf(routes), workers);
        ConnectionCount count = new ConnectionCount(config.limits());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel child) {
                        child.pipeline().addLast(count, new ProtocolChoice(config, dispatcher));
                    }
                });
        ChannelFuture bound = bootstrap.bind(config.listen()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(loops, workers);
            throw new IOException(
                    "%s cannot listen on %s: %s; free the port or configure another"
                            .formatted(config.name(), text(config.listen()), reason(bound.cause())),
                    bound.cause());
        }
        return new HttpServer(loops, workers, bound.channel());
    }

    /** The port that it listens on. */
    public int localPort() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        stop(loops, workers);
    }

    private static ThreadPoolExecutor workers(HttpConfig config) {
        HttpLimits limits = config.limits();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                limits.workers(),
                limits.workers(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.queue()),
                new DefaultThreadFactory(config.name() + "-worker", true));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static void stop(EventLoopGroup loops, ThreadPoolExecutor workers) {
        workers.shutdownNow();
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? "it failed" : message;
    }
}
