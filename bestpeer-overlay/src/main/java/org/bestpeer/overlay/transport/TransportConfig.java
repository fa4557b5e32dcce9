package org.bestpeer.overlay.transport;

import java.util.function.Predicate;
import org.bestpeer.overlay.PeerAddress;

/**
 * What a transport needs.
 *
 * @param listen where to listen; port 0 picks a free one
 * @param tls keys and trust
 * @param limits what it may use
 * @param versions protocol versions it speaks
 * @param admitted whether a peer is (still) welcome; asked at each connection and each request, so it must be fast
 */
public record TransportConfig(
        PeerAddress listen,
        PeerTls tls,
        TransportLimits limits,
        VersionRange versions,
        Predicate<PeerIdentity> admitted) {
    /** Default limits, this build's versions, and everybody who has a certificate is welcome. */
    public TransportConfig(PeerAddress listen, PeerTls tls) {
        this(listen, tls, TransportLimits.defaults(), VersionRange.CURRENT, peer -> true);
    }

    public TransportConfig withLimits(TransportLimits other) {
        return new TransportConfig(listen, tls, other, versions, admitted);
    }

    public TransportConfig withVersions(VersionRange other) {
        return new TransportConfig(listen, tls, limits, other, admitted);
    }

    public TransportConfig withAdmitted(Predicate<PeerIdentity> other) {
        return new TransportConfig(listen, tls, limits, versions, other);
    }
}
