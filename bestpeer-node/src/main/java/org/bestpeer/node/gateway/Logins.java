package org.bestpeer.node.gateway;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.identity.KeyedDigest;
import org.bestpeer.node.users.Authenticator;

/**
 * Checks logins. Hashing a password is made to be slow, so it is done when a connection opens and every few minutes;
 * in between a request has to repeat the same login, which is compared by a keyed digest.
 */
final class Logins {
    private static final int KEY_BYTES = 32;

    private final Authenticator authenticator;
    private final InstantSource clock;
    private final Duration valid;
    private final KeyedDigest key;

    Logins(Authenticator authenticator, InstantSource clock, Duration valid, SecureRandom random) {
        this.authenticator = authenticator;
        this.clock = clock;
        this.valid = valid;
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new KeyedDigest(bytes);
    }

    /** Checks the password; returns what a session remembers of it. */
    byte[] check(Login login) {
        char[] password = login.password();
        try {
            if (!authenticator.authenticate(login.user(), password)) {
                throw refused();
            }
        } finally {
            Arrays.fill(password, '\0');
        }
        return login.digest(key);
    }

    /** Whether the login is the one that opened the session, and still good. */
    void check(Login login, GatewaySession session) {
        if (!session.principal().user().equals(login.user())) {
            throw new UnknownConnectionException();
        }
        if (!MessageDigest.isEqual(session.loginDigest(), login.digest(key))) {
            throw refused();
        }
        Instant now = clock.instant();
        if (session.loginChecked().plus(valid).isBefore(now)) {
            check(login);
            session.loginChecked(now);
        }
    }

    private static BestPeerException refused() {
        return new BestPeerException(ErrorCode.INVALID_LOGIN, "user or password is wrong");
    }
}
