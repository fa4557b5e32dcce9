package org.bestpeer.node.identity;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests that only who has the key can make (HMAC-SHA-256, RFC 2104). Thread-safe. */
public final class KeyedDigest {
    private static final String ALGORITHM = "HmacSHA256";

    /** Never used itself: looking for the algorithm and taking the key cost more than a copy. */
    private final Mac ready;

    /** @param key any number of bytes but none; 32 are as good as more */
    public KeyedDigest(byte[] key) {
        try {
            ready = Mac.getInstance(ALGORITHM);
            ready.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    /** The digest of the parts as if they were one; 32 bytes. */
    public byte[] of(byte[]... parts) {
        try {
            Mac mac = (Mac) ready.clone();
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own " + ALGORITHM + " can be copied", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeyedDigest";
    }
}
