package org.bestpeer.node.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Looks at the first byte of a connection: TLS or plain HTTP. */
final class ProtocolChoice extends ByteToMessageDecoder {
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int MAX_HEADERS = 16 << 10;
    private static final long FIRST_BYTE_SECONDS = 10;
    private static final long HANDSHAKE_SECONDS = 5;

    private final HttpConfig config;
    private final Dispatcher dispatcher;
    private @Nullable ScheduledFuture<?> silence;

    ProtocolChoice(HttpConfig config, Dispatcher dispatcher) {
        this.config = config;
        this.dispatcher = dispatcher;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        silence = context.executor().schedule(() -> close(context), FIRST_BYTE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (silence != null) {
            silence.cancel(false);
        }
        boolean secure = in.getUnsignedByte(in.readerIndex()) == TLS_HANDSHAKE;
        ChannelPipeline pipeline = context.pipeline();
        if (secure) {
            if (config.tls().isEmpty()) {
                var unused = context.close();
                return;
            }
            pipeline.addLast(tlsHandler(config.tls().get()));
        }
        HttpDecoderConfig decoder = new HttpDecoderConfig()
                .setMaxInitialLineLength(8 << 10)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(64 << 10);
        pipeline.addLast(
                new HttpServerCodec(decoder),
                new FlowControlHandler(),
                new RequestReader(dispatcher, config.limits(), secure, secure || plainAllowed(context)));
        pipeline.remove(this);
    }

    private boolean plainAllowed(ChannelHandlerContext context) {
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        return config.plain() == PlainPolicy.LOOPBACK && remote.getAddress().isLoopbackAddress();
    }

    private static SslHandler tlsHandler(SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        return handler;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (silence != null) {
            silence.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context);
    }

    private static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }
}
