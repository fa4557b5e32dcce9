package org.bestpeer.node.gateway;

import com.google.protobuf.Message;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.calcite.avatica.proto.Responses.ErrorResponse;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.QueryService;
import org.bestpeer.node.http.HttpHandler;
import org.bestpeer.node.http.Request;
import org.bestpeer.node.http.Response;
import org.bestpeer.node.http.Route;
import org.bestpeer.node.users.Authenticator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers Avatica's protobuf requests, from our driver or a plain Avatica client. Thread-safe. */
public final class AvaticaGateway implements HttpHandler, AutoCloseable {
    /** Where clients send their requests; {@code /avatica/NETWORK} names the network as well. */
    public static final String PATH = "/avatica";

    static final String NETWORK_HEADER = "x-bestpeer-network";
    static final String TIMEOUT_HEADER = "x-bestpeer-query-timeout";
    private static final int BODY_LIMIT = 8 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(AvaticaGateway.class);

    private final GatewayConfig config;
    private final SessionRegistry sessions;
    private final EngineMeta meta;
    private final InstantSource clock;

    public AvaticaGateway(
            GatewayConfig config, QueryService queries, Authenticator authenticator, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.sessions = new SessionRegistry(config.limits());
        Logins logins = new Logins(authenticator, clock, config.limits().loginValid(), new SecureRandom());
        this.meta = new EngineMeta(config, queries, sessions, logins, clock);
    }

    /** The route to serve it under. */
    public Route route() {
        return Route.under("POST", PATH, this).withBodyLimit(BODY_LIMIT);
    }

    /**
     * Closes connections that nobody has used for long, results whose time is up, and what clients that are gone have left; to be
     * called every second or so.
     */
    public void sweep() {
        sessions.expire(clock.instant());
        sessions.sweep(clock.instant());
    }

    /** Number of open JDBC connections. */
    public int connections() {
        return sessions.size();
    }

    /** Number of results that were not read to their end. */
    public int openResults() {
        return sessions.openResults();
    }

    @Override
    public Response handle(Request request) {
        try {
            Call call = call(request);
            Message answer = meta.apply(call, WireMessages.read(request.body()));
            return answer(200, answer, call.mark().headers());
        } catch (RuntimeException e) {
            return failure(e);
        }
    }

    private Call call(Request request) {
        Login login = Login.of(request.headers().getOrDefault("authorization", ""))
                .orElseThrow(() -> new BestPeerException(ErrorCode.INVALID_LOGIN, "user and password are needed"));
        String path = request.path();
        String network = path.length() > PATH.length() + 1
                ? path.substring(PATH.length() + 1)
                : request.headers().getOrDefault(NETWORK_HEADER, "");
        return new Call(
                login,
                network,
                timeout(Optional.ofNullable(request.headers().get(TIMEOUT_HEADER))),
                request.line(),
                new MissingMark(request.headers().containsKey(MissingMark.REQUEST_HEADER)));
    }

    private Duration timeout(Optional<String> millis) {
        Duration longest = config.limits().queryTimeout();
        try {
            long asked = millis.map(Long::parseLong).orElse(0L);
            return asked > 0 && asked < longest.toMillis() ? Duration.ofMillis(asked) : longest;
        } catch (NumberFormatException e) {
            throw new BestPeerException(ErrorCode.INVALID_STATEMENT, "the query timeout is not a number", e);
        }
    }

    /** The one place where a failure becomes what its client sees: a code and a sentence, nothing of the inside. */
    private static Response failure(RuntimeException failure) {
        if (failure instanceof UnknownConnectionException) {
            return answer(
                    500, WireMessages.error("08003", UnknownConnectionException.CODE, UnknownConnectionException.TEXT));
        }
        if (failure instanceof BestPeerException known) {
            LOG.debug("statement failed", known);
            ErrorResponse error = WireMessages.error(known.code().sqlState(), 0, String.valueOf(known.getMessage()));
            return known.code() == ErrorCode.INVALID_LOGIN ? challenge(error) : answer(500, error);
        }
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.error("statement failed, correlation id {}", id, failure);
        return answer(
                500,
                WireMessages.error(
                        ErrorCode.INTERNAL.sqlState(),
                        0,
                        "internal error " + id + "; the peer's log says more under that number"));
    }

    private static Response challenge(ErrorResponse error) {
        return new Response(
                401,
                "application/x-google-protobuf",
                WireMessages.write(error),
                Map.of("WWW-Authenticate", "Basic realm=\"bestpeer\", charset=\"UTF-8\""));
    }

    private static Response answer(int status, Message message) {
        return answer(status, message, Map.of());
    }

    private static Response answer(int status, Message message, Map<String, String> headers) {
        return new Response(status, "application/x-google-protobuf", WireMessages.write(message), headers);
    }

    /** Ends all connections and what they run. */
    @Override
    public void close() {
        sessions.closeAll();
    }
}
