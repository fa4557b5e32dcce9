package org.bestpeer.node.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** The open JDBC connections by the identifiers that their clients chose. Thread-safe. */
final class SessionRegistry {
    private static final int MAX_ID_LENGTH = 64;

    private final GatewayLimits limits;
    private final Map<String, GatewaySession> sessions = new ConcurrentHashMap<>();

    SessionRegistry(GatewayLimits limits) {
        this.limits = limits;
    }

    /** Adds it; an identifier in use is refused, whoever uses it. */
    synchronized void add(String id, GatewaySession session) {
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            throw new BestPeerException(ErrorCode.INVALID_STATEMENT, "not a connection identifier");
        }
        String user = session.principal().user();
        long ofUser = sessions.values().stream()
                .filter(s -> s.principal().user().equals(user))
                .count();
        if (sessions.size() >= limits.connections() || ofUser >= limits.connectionsPerUser()) {
            throw new BestPeerException(
                    ErrorCode.OVERLOADED,
                    "too many connections of user %s or in all; close some or try again later".formatted(user));
        }
        if (sessions.putIfAbsent(id, session) != null) {
            throw new BestPeerException(ErrorCode.CONNECTION_REFUSED, "the connection is already open");
        }
    }

    Optional<GatewaySession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    void close(String id) {
        GatewaySession session = sessions.remove(id);
        if (session != null) {
            session.close();
        }
    }

    /** Closes those that nobody used since {@code now} minus the limit. */
    void expire(Instant now) {
        Duration idle = limits.idle();
        sessions.forEach((id, session) -> {
            if (!session.isRunning() && session.lastUsed().plus(idle).isBefore(now)) {
                close(id);
            }
        });
    }

    /** Ends what is past its time, and what nobody will ask for again. */
    void sweep(Instant now) {
        sessions.values().forEach(session -> session.sweep(now));
    }

    void closeAll() {
        sessions.keySet().forEach(this::close);
    }

    int openResults() {
        return sessions.values().stream().mapToInt(GatewaySession::openResults).sum();
    }

    int size() {
        return sessions.size();
    }
}
