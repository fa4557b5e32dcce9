package org.bestpeer.node.exchange;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key for HMAC with SHA-256 (RFC 2104) that two peers share. */
record SealKey(SecretKey secret) {
    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    static SealKey of(ByteString bytes) {
        return new SealKey(new SecretKeySpec(bytes.toByteArray(), ALGORITHM));
    }

    static ByteString random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    boolean sealed(ByteString content, ByteString mac) {
        return MessageDigest.isEqual(mac(content.toByteArray()), mac.toByteArray());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SealKey";
    }
}
