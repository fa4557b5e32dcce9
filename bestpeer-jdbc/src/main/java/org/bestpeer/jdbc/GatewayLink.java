package org.bestpeer.jdbc;

import com.google.protobuf.Message;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.proto.Responses;
import org.jspecify.annotations.Nullable;

/**
 * The way of one JDBC connection to a front: sends a message to the peer in use, and to the next host of the URL when
 * that one is gone. A statement that only reads may be sent again if its answer had not begun; one that changes rows is sent
 * once. Thread-safe.
 */
final class GatewayLink {
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(45);
    /** A little above the longest time that a peer lets a statement run. */
    private static final int LONGEST_ANSWER_MILLIS = 11 * 60_000;

    /** For what a peer answers from memory. */
    private static final int SHORT_ANSWER_MILLIS = 5_000;
    /** The same for a peer that left the last message unanswered. */
    private static final int SILENT_MILLIS = 100;
    /** For a sign of life when a socket was lost. */
    private static final int ALIVE_MILLIS = 1_000;

    /** What the peer gets to say that time is up before the driver says it. */
    private static final int GRACE_MILLIS = 1_200;

    private final ConnectionUrl url;
    private final String connectionId;
    private final String authorization;
    private final Optional<PeerTls> tls;
    private final Deque<HttpChannel> idle = new ConcurrentLinkedDeque<>();
    private volatile PeerHost host;
    private volatile boolean closed;
    private volatile boolean silent;

    GatewayLink(ConnectionUrl url, String connectionId) throws SQLException {
        this.url = url;
        this.connectionId = connectionId;
        this.host = url.hosts().get(0);
        this.tls = url.hosts().stream().anyMatch(url::usesTls) ? Optional.of(PeerTls.of(url)) : Optional.empty();
        String login = url.get(UrlProperty.USER).orElse("") + ":"
                + url.get(UrlProperty.PASSWORD).orElse("");
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens the connection at the first host that takes it. */
    void open() throws SQLException {
        open(0, TimeLimit.ofMillis((long) openMillis() * url.hosts().size()));
    }

    private synchronized void open(int first, TimeLimit until) throws SQLException {
        SQLException failure = null;
        for (int i = 0; i < url.hosts().size(); i++) {
            PeerHost candidate = url.hosts().get((first + i) % url.hosts().size());
            try {
                openAt(candidate, until);
                return;
            } catch (IOException e) {
                SQLException here = LinkFailures.explain(e, candidate, "08001");
                if (e instanceof Wire.ServerFailure) {
                    throw here;
                }
                if (failure == null) {
                    failure = here;
                } else {
                    failure.addSuppressed(here);
                }
            }
        }
        throw failure == null ? SqlErrors.of("08001", "the URL names no host") : failure;
    }

    private void openAt(PeerHost candidate, TimeLimit until) throws IOException {
        dropIdle();
        host = candidate;
        Requests.OpenConnectionRequest request = Requests.OpenConnectionRequest.newBuilder()
                .setConnectionId(connectionId)
                .putInfo(
                        "timeZone",
                        url.get(UrlProperty.TIME_ZONE)
                                .orElse(TimeZone.getDefault().getID()))
                .putInfo(ColumnFrame.WISH, "true")
                .putInfo(
                        UrlProperty.PARTIAL_RESULTS.key(),
                        url.get(UrlProperty.PARTIAL_RESULTS).orElse(UrlProperty.PARTIAL_RESULTS.standard()))
                .build();
        exchange(request, Responses.OpenConnectionResponse.getDefaultInstance(), 0, until.within(openMillis()));
    }

    /**
     * Sends a message and returns its answer.
     *
     * @param queryMillis time that the statement may take; 0 for the peer's limit
     */
    <M extends Message> M call(Message request, M expected, int queryMillis) {
        return ask(request, expected, queryMillis).message();
    }

    /** The same with what was said beside the message. */
    <M extends Message> Answer<M> ask(Message request, M expected, int queryMillis) {
        return call(request, expected, queryMillis, limit(queryMillis));
    }

    /**
     * An answer.
     *
     * @param message what was asked for
     * @param missing whose rows it lacks, as the peer encodes it; empty if it is complete
     */
    record Answer<M>(M message, String missing) {}

    /** The time that a statement has, with what the peer gets to say that it is up. */
    private static TimeLimit limit(int queryMillis) {
        return TimeLimit.ofMillis(queryMillis > 0 ? queryMillis + GRACE_MILLIS : LONGEST_ANSWER_MILLIS);
    }

    /** Sends a message whose answer should come at once, and returns it. */
    <M extends Message> M callShortly(Message request, M expected) {
        return call(request, expected, 0, TimeLimit.ofMillis(silent ? SILENT_MILLIS : SHORT_ANSWER_MILLIS))
                .message();
    }

    private <M extends Message> Answer<M> call(Message request, M expected, int queryMillis, TimeLimit until) {
        PeerHost asked = host;
        try {
            try {
                return exchange(request, expected, queryMillis, until);
            } catch (Wire.ServerFailure e) {
                if (!e.isUnknownConnection()) {
                    throw e;
                }
                if (closes(request)) {
                    return new Answer<>(expected, "");
                }
                reopen(asked, 0, request, until);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                if (closed) {
                    throw e;
                }
                reopen(asked, 1, request, until);
                endFirst(request, until);
            }
            return exchange(request, expected, queryMillis, until);
        } catch (IOException e) {
            throw new GatewayException(LinkFailures.explain(e, host, "08006"));
        } catch (SQLException e) {
            throw new GatewayException(e);
        }
    }

    /** If the same peer answers again, it may still be busy with the statement whose answer was lost. */
    private void endFirst(Message request, TimeLimit until) throws IOException {
        Optional<Requests.CloseStatementRequest> end = Wire.endOf(request, connectionId);
        if (end.isPresent()) {
            exchange(end.get(), Responses.CloseStatementResponse.getDefaultInstance(), 0, until);
        }
    }

    /** What is not open need not be opened to be closed: a late cancel would leave a connection that nobody closes. */
    private static boolean closes(Message request) {
        return request instanceof Requests.CloseStatementRequest || request instanceof Requests.CloseConnectionRequest;
    }

    /**
     * Sends a message that must not be carried out twice. If its answer does not come, the failure says that nobody knows
     * whether it was carried out.
     *
     * @param queryMillis time that the statement may take; 0 for the peer's limit
     */
    <M extends Message> M callOnce(Message request, M expected, int queryMillis) {
        TimeLimit until = limit(queryMillis);
        PeerHost asked = host;
        try {
            try {
                return exchangeOnce(request, expected, queryMillis, until);
            } catch (Wire.ServerFailure e) {
                if (!e.isUnknownConnection()) {
                    throw e;
                }
                reopen(asked, 0, request, until);
            } catch (NotSentException e) {
                if (closed) {
                    throw e;
                }
                reopen(asked, 1, request, until);
            }
            return exchangeOnce(request, expected, queryMillis, until);
        } catch (Wire.ServerFailure | NotSentException e) {
            throw new GatewayException(LinkFailures.explain(e, host, "08006"));
        } catch (IOException e) {
            SQLException unknown = SqlErrors.of(
                    e instanceof SocketTimeoutException ? "HYT00" : "08007",
                    "the answer of %s did not come (%s); it is not known whether the statement changed rows"
                            .formatted(host, LinkFailures.reason(e)));
            unknown.initCause(e);
            throw new GatewayException(unknown);
        } catch (SQLException e) {
            throw new GatewayException(e);
        }
    }

    /** Over a socket of its own: one that had been idle may turn out to be closed only after the message was sent. */
    private <M extends Message> M exchangeOnce(Message request, M expected, int queryMillis, TimeLimit until)
            throws IOException {
        byte[] body = Wire.write(request);
        HttpChannel channel;
        try {
            channel = connect(until);
        } catch (IOException e) {
            throw new NotSentException(e);
        }
        HttpChannel.Reply reply;
        try {
            reply = channel.exchange(head(body.length, queryMillis), body, until);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        giveBack(channel);
        return read(reply, expected).message();
    }

    /** There was no connection, so nothing was sent. */
    private static final class NotSentException extends IOException {
        NotSentException(IOException cause) {
            super(LinkFailures.reason(cause), cause);
        }
    }

    private static <M extends Message> Answer<M> read(HttpChannel.Reply reply, M expected) throws IOException {
        if (reply.status() == 413) {
            throw new Wire.ServerFailure(
                    "54000", 0, "the statement or batch is larger than the peer takes; send less at a time");
        }
        if (reply.status() != 200 && reply.status() != 500 && reply.status() != 401) {
            throw new IOException("it answers with HTTP status " + reply.status());
        }
        return new Answer<>(Wire.read(reply.body(), expected), reply.missing());
    }

    private synchronized void reopen(PeerHost asked, int step, Message request, TimeLimit until) throws SQLException {
        if (request instanceof Requests.FetchRequest) {
            throw SqlErrors.of(
                    "08006",
                    "the connection to " + asked + " was lost while a result was read; run the statement again");
        }
        // Another thread may have done it already, or only the sockets were lost.
        if (host.equals(asked) && (step == 0 || !isAlive(ALIVE_MILLIS))) {
            open(url.hosts().indexOf(asked) + step, until);
        }
    }

    /** Asks the peer in use for a sign of life. */
    boolean isAlive(int timeoutMillis) {
        Requests.ConnectionSyncRequest request = Requests.ConnectionSyncRequest.newBuilder()
                .setConnectionId(connectionId)
                .build();
        try {
            exchange(
                    request,
                    Responses.ConnectionSyncResponse.getDefaultInstance(),
                    0,
                    TimeLimit.ofMillis(timeoutMillis));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private <M extends Message> Answer<M> exchange(Message request, M expected, int queryMillis, TimeLimit until)
            throws IOException {
        byte[] body = Wire.write(request);
        String head = head(body.length, queryMillis);
        HttpChannel reused = takeIdle();
        HttpChannel channel = reused == null ? connect(until) : reused;
        HttpChannel.Reply reply;
        try {
            reply = channel.exchange(head, body, until);
        } catch (SocketTimeoutException e) {
            silent = true;
            channel.close();
            throw e;
        } catch (IOException e) {
            channel.close();
            // Rows that were given are not given again.
            if (reused == null || channel.wasAnswering() || request instanceof Requests.FetchRequest) {
                throw e;
            }
            // The peer had closed the idle connection, which shows only when it is used; or it was cut while the peer
            // worked.
            endFirst(request, until);
            channel = connect(until);
            reply = channel.exchange(head, body, until);
        }
        silent = false;
        giveBack(channel);
        return read(reply, expected);
    }

    private String head(int length, int queryMillis) {
        return "POST /avatica HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: " + authorization
                + "\r\nX-BestPeer-Network: " + url.network() + "\r\nX-BestPeer-Reads-Missing: 1"
                + (queryMillis > 0 ? "\r\nX-BestPeer-Query-Timeout: " + queryMillis : "")
                + "\r\nContent-Type: application/x-google-protobuf\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private @Nullable HttpChannel takeIdle() {
        for (HttpChannel channel = idle.pollFirst(); channel != null; channel = idle.pollFirst()) {
            if (channel.isReusable(MAX_IDLE_NANOS)) {
                return channel;
            }
            channel.close();
        }
        return null;
    }

    private void giveBack(HttpChannel channel) {
        if (closed) {
            channel.close();
        } else {
            idle.addFirst(channel);
        }
    }

    private HttpChannel connect(TimeLimit until) throws IOException {
        PeerHost target = host;
        Socket socket = PeerTls.connect(target, Math.min(connectMillis(), until.leftMillis()));
        try {
            socket.setSoTimeout(until.leftMillis());
            return new HttpChannel(url.usesTls(target) ? tls.orElseThrow().wrap(socket, target) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A host that does not answer leaves time for the next one. */
    private int openMillis() {
        return 2 * Math.max(connectMillis(), SHORT_ANSWER_MILLIS);
    }

    private int connectMillis() {
        int seconds = url.number(UrlProperty.CONNECT_TIMEOUT);
        return (int) TimeUnit.SECONDS.toMillis(Math.min(seconds, 3600));
    }

    private void dropIdle() {
        for (HttpChannel channel = idle.pollFirst(); channel != null; channel = idle.pollFirst()) {
            channel.close();
        }
    }

    /** Closes the sockets; the peer forgets the connection by itself if it was not told. */
    void close() {
        closed = true;
        dropIdle();
    }
}
