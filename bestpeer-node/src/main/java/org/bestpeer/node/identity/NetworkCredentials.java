package org.bestpeer.node.identity;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bestpeer.overlay.transport.PeerTls;
import org.jspecify.annotations.Nullable;

/** The credentials of a bootstrap peer: one for each of its networks, and its console's. Changes count at the next handshake. */
public final class NetworkCredentials {
    private final Clock clock;
    private Map<String, PeerCredentials> networks = Map.of();
    private PeerTrust trust;
    private @Nullable KeyAndChain console;

    public NetworkCredentials(Clock clock) {
        this.clock = clock;
        this.trust = new PeerTrust(Map.of(), clock);
    }

    /** Adds a network's credentials, or replaces them. */
    public synchronized void put(PeerCredentials credentials) {
        Map<String, PeerCredentials> next = new LinkedHashMap<>(networks);
        next.put(credentials.identity().network(), credentials);
        networks = next;
        trust = new PeerTrust(
                next.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .authority())),
                clock);
    }

    /** Sets what is shown to those who ask for no network. */
    public synchronized void console(KeyAndChain keys) {
        console = keys;
    }

    public synchronized Optional<PeerCredentials> find(String network) {
        return Optional.ofNullable(networks.get(network));
    }

    /** A snapshot of the keys, by network. */
    public synchronized NetworkKeys keys() {
        return new NetworkKeys(
                networks.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .keys())),
                console);
    }

    /** Trust in the peers of all these networks, each by its own authority. */
    public synchronized PeerTrust trust() {
        return trust;
    }

    /** TLS for the peer transport: the far end's network decides which certificate is used. */
    public PeerTls tls() {
        return new PeerTls(() -> new PeerTls.Material(keys(), trust()));
    }
}
