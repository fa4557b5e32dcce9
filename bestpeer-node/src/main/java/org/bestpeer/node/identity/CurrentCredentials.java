package org.bestpeer.node.identity;

import java.time.Clock;
import org.bestpeer.overlay.transport.PeerTls;

/** The credentials that a running peer uses now; a renewal replaces them for the next handshake and signature. */
public final class CurrentCredentials {
    private final Clock clock;
    private volatile PeerCredentials current;

    public CurrentCredentials(PeerCredentials first, Clock clock) {
        this.current = first;
        this.clock = clock;
    }

    public PeerCredentials get() {
        return current;
    }

    /** Uses others from now on; they must be the same peer's. */
    public synchronized void replace(PeerCredentials renewed) {
        if (!renewed.identity().equals(get().identity())) {
            throw new IdentityException("the renewed certificate is that of %s, this is %s"
                    .formatted(renewed.identity(), get().identity()));
        }
        current = renewed;
    }

    /** TLS for the peer transport. */
    public PeerTls tls() {
        return new PeerTls(() -> {
            PeerCredentials now = get();
            return new PeerTls.Material(now.keyManager(), now.trustManager(clock));
        });
    }
}
