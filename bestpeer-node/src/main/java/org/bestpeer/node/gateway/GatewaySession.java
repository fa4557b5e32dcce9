package org.bestpeer.node.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.avatica.proto.Common.ConnectionProperties;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.node.http.Line;
import org.jspecify.annotations.Nullable;

/** A JDBC connection. Thread-safe. */
final class GatewaySession {
    /**
     * Our driver numbers its plain statements itself, from here on, so that running one takes one request. An Avatica
     * client asks for a number first and gets a smaller one.
     */
    static final int FIRST_CLIENT_ID = 1 << 30;

    /** A client that lost its sockets gets so long to dial again. */
    private static final Duration COMING_BACK = Duration.ofSeconds(2);

    private final Wishes wishes;
    private final Principal principal;
    private final byte[] loginDigest;
    private final int maxStatements;
    private final AtomicInteger lastStatement = new AtomicInteger();
    private final Map<Integer, OpenStatement> statements = new ConcurrentHashMap<>();
    private volatile ConnectionProperties properties;
    private volatile boolean closed;
    private volatile Instant lastUsed;
    private volatile Instant loginChecked;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Instant alone;

    /**
     * What the client said when it opened the connection.
     *
     * @param timeZone zone of its session
     * @param partialResults whether queries may do without owners that are missing
     * @param columnFrames whether it reads rows in columns
     */
    record Wishes(ZoneId timeZone, boolean partialResults, boolean columnFrames) {
        FrameRows frameRows() {
            return columnFrames ? new ColumnChunks() : new RowMessages();
        }
    }

    GatewaySession(Wishes wishes, Principal principal, byte[] loginDigest, int maxStatements, Instant now) {
        this.wishes = wishes;
        this.principal = principal;
        this.loginDigest = loginDigest;
        this.maxStatements = maxStatements;
        this.properties = ConnectionProperties.newBuilder()
                .setHasAutoCommit(true)
                .setAutoCommit(true)
                .setHasReadOnly(true)
                .setReadOnly(false)
                .setCatalog(principal.network())
                .setSchema(Catalog.SHARED_SCHEMA)
                .build();
        this.lastUsed = now;
        this.loginChecked = now;
    }

    Principal principal() {
        return principal;
    }

    Wishes wishes() {
        return wishes;
    }

    byte[] loginDigest() {
        return loginDigest;
    }

    /** Its client speaks over this line. */
    void heardOn(Line line, InstantSource clock) {
        alone = null;
        if (lines.add(line)) {
            line.watch(hungUp -> {
                lines.remove(line);
                if (hungUp && lines.isEmpty()) {
                    alone = clock.instant();
                }
            });
        }
    }

    /** Ends results whose time is up, and all that runs if the client has hung up and not come back. */
    void sweep(Instant now) {
        Instant since = alone;
        if (since != null && lines.isEmpty() && now.isAfter(since.plus(COMING_BACK))) {
            statements.values().forEach(OpenStatement::endResult);
            alone = null;
        }
        statements.values().forEach(statement -> statement.expire(now));
    }

    Instant lastUsed() {
        return lastUsed;
    }

    void used(Instant now) {
        lastUsed = now;
    }

    Instant loginChecked() {
        return loginChecked;
    }

    void loginChecked(Instant now) {
        loginChecked = now;
    }

    boolean isRunning() {
        return statements.values().stream().anyMatch(OpenStatement::isRunning);
    }

    int openResults() {
        return (int) statements.values().stream()
                .filter(OpenStatement::hasOpenResult)
                .count();
    }

    ConnectionProperties properties() {
        return properties;
    }

    void properties(ConnectionProperties changed) {
        properties = changed;
    }

    /** An identifier for a result that needs no statement. */
    int nextId() {
        return lastStatement.incrementAndGet();
    }

    /** A new statement under an identifier of ours. */
    int open() {
        int id = nextId();
        open(id);
        return id;
    }

    Optional<OpenStatement> find(int id) {
        return Optional.ofNullable(statements.get(id));
    }

    /** The statement of that identifier; one from the range that clients choose from is made if there is none. */
    Optional<OpenStatement> findOrOpen(int id) {
        OpenStatement known = statements.get(id);
        return known != null || id < FIRST_CLIENT_ID ? Optional.ofNullable(known) : Optional.of(open(id));
    }

    /**
     * Forgets a statement that has nothing left to say, if its client chose the identifier and will not close it. Not one that
     * another request of the same identifier runs.
     */
    void completed(int id, OpenStatement statement) {
        if (id >= FIRST_CLIENT_ID && !statement.isRunning() && !statement.hasOpenResult()) {
            statements.remove(id, statement);
        }
    }

    private OpenStatement open(int id) {
        if (statements.size() >= maxStatements) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "the connection has %d open statements; close those that are no longer used"
                            .formatted(maxStatements));
        }
        OpenStatement opened = statements.computeIfAbsent(id, i -> new OpenStatement());
        if (closed) {
            close(id);
            throw new UnknownConnectionException();
        }
        return opened;
    }

    void close(int id) {
        OpenStatement statement = statements.remove(id);
        if (statement != null) {
            statement.end();
        }
    }

    void close() {
        closed = true;
        statements.keySet().forEach(this::close);
    }
}
