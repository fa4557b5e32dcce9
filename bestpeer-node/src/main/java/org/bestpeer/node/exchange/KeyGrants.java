package org.bestpeer.node.exchange;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bestpeer.node.wire.KeyGrant;
import org.bestpeer.node.wire.SealedRequest;
import org.bestpeer.overlay.transport.PeerIdentity;

/**
 * The home peer's keys for owners, one for each and never the same for two: signing costs a millisecond, sealing some
 * microseconds. Thread-safe.
 */
final class KeyGrants {
    /** How long an owner takes a key. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final Duration USED = LIFE.dividedBy(2);

    private final PeerIdentity self;
    private final Signatures signatures;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<String, Granted> byOwner = new ConcurrentHashMap<>();

    KeyGrants(PeerIdentity self, Signatures signatures, Clock clock, SecureRandom random) {
        this.self = self;
        this.signatures = signatures;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A grant that is in use.
     *
     * @param until from then on another one is made
     */
    record Granted(SealKey key, SealedRequest grant, Instant until) {
        /** A request that has the grant, and neither content nor seal. */
        SealedRequest.Builder sealed() {
            return grant.toBuilder();
        }
    }

    /** The key for an owner. */
    Granted to(String owner) {
        Instant now = clock.instant();
        Granted known = byOwner.get(owner);
        if (known != null && now.isBefore(known.until())) {
            return known;
        }
        byOwner.values().removeIf(old -> !now.isBefore(old.until()));
        return byOwner.computeIfAbsent(owner, name -> grant(name, now));
    }

    private Granted grant(String owner, Instant now) {
        ByteString key = SealKey.random(random);
        byte[] grant = KeyGrant.newBuilder()
                .setNetwork(self.network())
                .setHomePeer(self.peer().value())
                .setOwner(owner)
                .setKey(key)
                .setExpiresAt(now.plus(LIFE).toEpochMilli())
                .build()
                .toByteArray();
        SealedRequest signed = SealedRequest.newBuilder()
                .setGrant(ByteString.copyFrom(grant))
                .setSignature(ByteString.copyFrom(signatures.sign(grant)))
                .setCertificate(ByteString.copyFrom(signatures.certificate()))
                .build();
        return new Granted(SealKey.of(key), signed, now.plus(USED));
    }
}
