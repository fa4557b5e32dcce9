package org.bestpeer.node.exchange;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.bestpeer.node.identity.KeyedDigest;

/** A key for HMAC with SHA-256 (RFC 2104) that two peers share. Thread-safe. */
final class SealKey {
    static final int BYTES = 32;

    private final KeyedDigest digest;

    private SealKey(KeyedDigest digest) {
        this.digest = digest;
    }

    static SealKey of(ByteString bytes) {
        return new SealKey(new KeyedDigest(bytes.toByteArray()));
    }

    static ByteString random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    byte[] mac(byte[] content) {
        return digest.of(content);
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
