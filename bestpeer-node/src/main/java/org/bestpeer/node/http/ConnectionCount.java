package org.bestpeer.node.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Closes connections above the limits before a byte of them is read. */
@Sharable
final class ConnectionCount extends ChannelInboundHandlerAdapter {
    private final HttpLimits limits;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    ConnectionCount(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        InetAddress address = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
        int total = all.incrementAndGet();
        int here = byAddress.merge(address, 1, Integer::sum);
        context.channel().closeFuture().addListener(closed -> {
            all.decrementAndGet();
            byAddress.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
        });
        if (total > limits.connections() || here > limits.connectionsPerAddress()) {
            var unused = context.close();
            return;
        }
        context.fireChannelActive();
    }
}
