package org.bestpeer.node.identity;

import java.time.Clock;
import org.bestpeer.overlay.transport.PeerTls;

/** The credentials that a running peer uses now; a renewal replaces them for the next handshake and signature. */
public final class CurrentCredentials {
    private final Clock clock;
    private volatile InUse current;

    /** Trust goes with the credentials, and knows whom it has found good. */
    private record InUse(PeerCredentials credentials, PeerTrust trust) {}

    public CurrentCredentials(PeerCredentials first, Clock clock) {
        this.current = new InUse(first, first.trust(clock));
        this.clock = clock;
    }

    public PeerCredentials get() {
        return current.credentials();
    }

    /** Checks certificates and signatures of this network's peers. */
    public PeerTrust trust() {
        return current.trust();
    }

    /** Uses others from now on; they must be the same peer's. */
    public synchronized void replace(PeerCredentials renewed) {
        if (!renewed.identity().equals(get().identity())) {
            throw new IdentityException("the renewed certificate is that of %s, this is %s"
                    .formatted(renewed.identity(), get().identity()));
        }
        current = new InUse(renewed, renewed.trust(clock));
    }

    /** TLS for the peer transport. */
    public PeerTls tls() {
        return new PeerTls(() -> {
            InUse now = current;
            return new PeerTls.Material(now.credentials().keyManager(), now.trust());
        });
    }
}
