package org.bestpeer.node.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the requests of one connection together, one after the other; runs on the connection's event loop. The next
 * message is read from the socket only when this one has been dealt with, so a client cannot pile up requests.
 */
final class RequestReader extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Dispatcher dispatcher;
    private final HttpLimits limits;
    private final boolean secure;
    private final boolean allowed;
    private @Nullable HttpRequest head;
    private @Nullable Route route;
    private @Nullable BodySink body;
    private @Nullable ScheduledFuture<?> timer;
    private boolean closing;
    private final Line line = new Line();

    RequestReader(Dispatcher dispatcher, HttpLimits limits, boolean secure, boolean allowed) {
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.secure = secure;
        this.allowed = allowed;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        awaitRequest(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) throws IOException {
        if (closing) {
            // Read on and forget: closing on unread bytes would reset the connection before the client saw its answer.
            return;
        }
        if (!message.decoderResult().isSuccess()) {
            boolean large = message.decoderResult().cause() instanceof TooLongFrameException;
            refuse(context, large ? 431 : 400, large ? "the headers are too large" : "not a valid HTTP request");
            return;
        }
        if (message instanceof HttpRequest request && !begin(context, request)) {
            return;
        }
        if (message instanceof HttpContent content) {
            take(context, content);
        }
    }

    private boolean begin(ChannelHandlerContext context, HttpRequest request) throws IOException {
        restartTimer(context, limits.slowBody());
        Optional<Refusal> refusal = check(request);
        if (refusal.isPresent()) {
            refuse(context, refusal.get().status(), refusal.get().text());
            return false;
        }
        head = request;
        route = dispatcher
                .route(request.method().name(), Requests.path(request))
                .orElseThrow();
        body = BodySink.of(route);
        if (HttpUtil.is100ContinueExpected(request)) {
            var unused = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        return true;
    }

    private Optional<Refusal> check(HttpRequest request) {
        if (!allowed) {
            return Refusal.of(403, "this address answers without TLS only to programs on the same machine; use https");
        }
        String path = Requests.path(request);
        Optional<Route> found = dispatcher.route(request.method().name(), path);
        if (found.isEmpty()) {
            return dispatcher.knowsPath(path)
                    ? Refusal.of(405, "not a method of this path")
                    : Refusal.of(404, "no such path");
        }
        boolean chunked = HttpUtil.isTransferEncodingChunked(request);
        if (chunked && found.get().uploadLimit().isEmpty()) {
            return Refusal.of(411, "the request must say its Content-Length");
        }
        long limit = found.get().uploadLimit().orElse(found.get().bodyLimit());
        if (!chunked && HttpUtil.getContentLength(request, 0L) > limit) {
            return Refusal.of(413, "the body is larger than " + limit + " bytes");
        }
        return Optional.empty();
    }

    private void take(ChannelHandlerContext context, HttpContent content) throws IOException {
        BodySink sink = body;
        Route target = route;
        HttpRequest request = head;
        if (sink == null || target == null || request == null) {
            refuse(context, 400, "a body without a request");
            return;
        }
        if (!sink.add(content.content())) {
            refuse(context, 413, "the body is too large");
            return;
        }
        if (!(content instanceof LastHttpContent)) {
            if (target.uploadLimit().isPresent()) {
                restartTimer(context, limits.slowBody());
            }
            return;
        }
        stopTimer();
        context.channel().config().setAutoRead(false);
        watch(context);
        run(context, target, request, sink);
    }

    /**
     * Without reading nobody would notice that the client hangs up while it waits. What it sends instead is kept by the flow
     * control, and not more than one read of it.
     */
    private static void watch(ChannelHandlerContext context) {
        var unused = context.pipeline().context(HttpServerCodec.class).read();
    }

    private void run(ChannelHandlerContext context, Route target, HttpRequest request, BodySink sink)
            throws IOException {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        Request complete = Requests.of(request, sink.bytes(), sink.finish(), remote, secure, line);
        head = null;
        route = null;
        dispatcher.dispatch(target, complete, response -> {
            // A server that closes has closed this connection, too.
            if (!context.executor().isShuttingDown()) {
                context.executor().execute(() -> {
                    discardBody();
                    write(context, response, keepAlive, false);
                });
            }
        });
    }

    private void write(ChannelHandlerContext context, Response response, boolean keepAlive, boolean lingering) {
        FullHttpResponse message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        response.headers().forEach(message.headers()::set);
        message.headers().set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        message.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        if (keepAlive) {
            // A client that does not read its response holds up only itself.
            restartTimer(context, limits.idle());
            context.writeAndFlush(message).addListener(done -> {
                if (done.isSuccess()) {
                    awaitRequest(context);
                } else {
                    var unused = context.close();
                }
            });
        } else {
            closing = true;
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            context.writeAndFlush(message)
                    .addListener(lingering ? done -> drain(context) : ChannelFutureListener.CLOSE);
        }
    }

    private void refuse(ChannelHandlerContext context, int status, String text) {
        discardBody();
        write(context, Response.text(status, text + "\n"), false, true);
    }

    private void drain(ChannelHandlerContext context) {
        restartTimer(context, LINGER);
        context.channel().config().setAutoRead(true);
    }

    private void awaitRequest(ChannelHandlerContext context) {
        restartTimer(context, limits.idle());
        // Delivers what the client had sent meanwhile, if it did.
        context.channel().config().setAutoRead(true);
    }

    private void restartTimer(ChannelHandlerContext context, Duration after) {
        stopTimer();
        timer = context.executor().schedule(() -> closeNow(context), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void closeNow(ChannelHandlerContext context) {
        closing = true;
        var unused = context.close();
    }

    private void discardBody() {
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                LOG.warn("an upload's temporary file could not be deleted", e);
            }
            body = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopTimer();
        line.end(!closing);
        // While a handler runs it owns the file; it is deleted when the handler returns.
        if (head != null) {
            discardBody();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof DecoderException) && !(cause instanceof IOException)) {
            LOG.warn("connection of {} failed", context.channel().remoteAddress(), cause);
        }
        var unused = context.close();
    }

    /** Why a request is not taken. */
    private record Refusal(int status, String text) {
        static Optional<Refusal> of(int status, String text) {
            return Optional.of(new Refusal(status, text));
        }
    }
}
