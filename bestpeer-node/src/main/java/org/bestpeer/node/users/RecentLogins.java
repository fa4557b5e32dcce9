package org.bestpeer.node.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

/**
 * Logins that succeeded a short while ago, so that not every request costs a password hash. Remembers only a keyed hash
 * over the stored credential and the password: a changed or removed user is forgotten with the credential. Thread-safe.
 */
final class RecentLogins {
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final HashFunction keyed;
    private final Cache<HashCode, Boolean> seen;

    RecentLogins(SecureRandom random, Ticker ticker) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.keyed = Hashing.hmacSha256(key);
        this.seen = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(LIFE)
                .ticker(ticker)
                .build();
    }

    boolean contains(String credential, char[] password) {
        return seen.getIfPresent(hash(credential, password)) != null;
    }

    void add(String credential, char[] password) {
        seen.put(hash(credential, password), Boolean.TRUE);
    }

    private HashCode hash(String credential, char[] password) {
        byte[] secret = PasswordHash.utf8(password);
        HashCode hash = keyed.newHasher()
                .putInt(credential.length())
                .putString(credential, StandardCharsets.UTF_8)
                .putBytes(secret)
                .hash();
        Arrays.fill(secret, (byte) 0);
        return hash;
    }
}
