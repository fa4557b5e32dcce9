package org.bestpeer.node.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;

/** What the tests of this package start from. */
final class Given {
    static final Clock NOW = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);
    static final SecureRandom RANDOM = new SecureRandom();
    static final Duration DAY = Duration.ofHours(24);

    private Given() {}

    static Clock later(Duration time) {
        return Clock.offset(NOW, time);
    }

    static PeerIdentity acme(String network) {
        return new PeerIdentity(network, "acme", new PeerId("acme-1"));
    }

    static CertificateAuthority authority(String network) {
        return CertificateAuthority.create(network, NOW, RANDOM);
    }

    static PeerCredentials acmeOf(CertificateAuthority authority, String network) {
        CertificateRequest request = CertificateRequest.create(RANDOM);
        return request.complete(
                authority.issue(request.encoded(), acme(network), List.of("peer.acme.example"), DAY),
                authority.fingerprint(),
                NOW);
    }
}
