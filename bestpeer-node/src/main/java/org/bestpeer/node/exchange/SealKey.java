package org.bestpeer.node.exchange;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key for HMAC with SHA-256 (RFC 2104) that two peers share. Thread-safe. */
final class SealKey {
    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** Never used itself: looking for the algorithm and taking the key cost more than a copy. */
    private final Mac ready;

    private SealKey(Mac ready) {
        this.ready = ready;
    }

    static SealKey of(ByteString bytes) {
        try {
            Mac ready = Mac.getInstance(ALGORITHM);
            ready.init(new SecretKeySpec(bytes.toByteArray(), ALGORITHM));
            return new SealKey(ready);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    static ByteString random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    byte[] mac(byte[] content) {
        try {
            return ((Mac) ready.clone()).doFinal(content);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own " + ALGORITHM + " can be copied", e);
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
