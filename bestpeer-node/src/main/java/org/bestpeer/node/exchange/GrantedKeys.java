package org.bestpeer.node.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bestpeer.node.wire.KeyGrant;
import org.bestpeer.node.wire.SealedRequest;
import org.bestpeer.overlay.transport.PeerIdentity;

/** The keys that home peers have granted this owner: the signature of each is verified once. Thread-safe. */
final class GrantedKeys {
    private static final int MOST = 10_000;
    /** How far clocks may be apart. */
    private static final Duration APART = Duration.ofSeconds(60);

    private final PeerIdentity self;
    private final Signatures signatures;
    private final Clock clock;
    private final Cache<Signed, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KeyGrants.LIFE)
            .build();

    GrantedKeys(PeerIdentity self, Signatures signatures, Clock clock) {
        this.self = self;
        this.signatures = signatures;
        this.clock = clock;
    }

    /** A grant with all that its signature depends on. */
    private record Signed(ByteString grant, ByteString signature, ByteString certificate) {
        static Signed of(SealedRequest request) {
            return new Signed(request.getGrant(), request.getSignature(), request.getCertificate());
        }
    }

    private record Known(PeerIdentity signer, SealKey key, Instant expiresAt) {}

    /**
     * Who sealed a request.
     *
     * @throws InvalidProtocolBufferException if its grant cannot be read
     * @throws org.bestpeer.engine.BestPeerException ACCESS_DENIED if the grant is not a good one, or the seal is not by its key
     */
    PeerIdentity sealer(SealedRequest request) throws InvalidProtocolBufferException {
        Signed signed = Signed.of(request);
        Known found = known.getIfPresent(signed);
        if (found == null) {
            found = verified(signed);
            known.put(signed, found);
        }
        Instant now = clock.instant();
        Envelope.require(
                now.isBefore(found.expiresAt().plus(APART))
                        && found.expiresAt().isBefore(now.plus(KeyGrants.LIFE).plus(APART)),
                "the grant of its key is too old or too new; set the clocks of both peers");
        Envelope.require(
                found.key().sealed(request.getRequest(), request.getMac()), "the request is not what was sealed");
        return found.signer();
    }

    private Known verified(Signed signed) throws InvalidProtocolBufferException {
        PeerIdentity signer = signatures.verify(
                signed.grant().toByteArray(),
                signed.signature().toByteArray(),
                signed.certificate().toByteArray());
        KeyGrant grant = KeyGrant.parseFrom(signed.grant());
        Envelope.require(grant.getNetwork().equals(self.network()), "its key is for another network");
        Envelope.require(grant.getOwner().equals(self.peer().value()), "its key is for another owner");
        Envelope.require(grant.getHomePeer().equals(signer.peer().value()), "its key names another home peer");
        Envelope.require(grant.getKey().size() == SealKey.BYTES, "its key has another length");
        return new Known(signer, SealKey.of(grant.getKey()), Instant.ofEpochMilli(grant.getExpiresAt()));
    }
}
