package org.bestpeer.node.gateway;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** User and password of an {@code Authorization: Basic} header. */
final class Login {
    private static final String BASIC = "basic ";
    private static final String DIGEST = "HmacSHA256";

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

    /** A keyed digest, to recognise the same login again without keeping the password. */
    byte[] digest(byte[] key) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(key, DIGEST));
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("the Java runtime has no " + DIGEST, e);
        }
    }

    @Override
    public String toString() {
        return "login of " + user;
    }
}
