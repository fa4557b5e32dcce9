package org.bestpeer.node.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.bestpeer.node.identity.KeyedDigest;

/** User and password of an {@code Authorization: Basic} header. */
final class Login {
    private static final String BASIC = "basic ";
    /** No name has it. */
    private static final byte[] END = {0};

    private final String user;
    private final String password;

    private Login(String user, String password) {
        this.user = user;
        this.password = password;
    }

    static Optional<Login> of(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).trim());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon <= 0
                    ? Optional.empty()
                    : Optional.of(new Login(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String user() {
        return user;
    }

    char[] password() {
        return password.toCharArray();
    }

    /** To recognise the same login again without keeping the password. */
    byte[] digest(KeyedDigest key) {
        return key.of(user.getBytes(StandardCharsets.UTF_8), END, password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "login of " + user;
    }
}
