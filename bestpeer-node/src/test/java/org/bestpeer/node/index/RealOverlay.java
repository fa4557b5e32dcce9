package org.bestpeer.node.index;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bestpeer.node.identity.CertificateAuthority;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.runtime.OverlayConfig;
import org.bestpeer.overlay.runtime.OverlayPeer;
import org.bestpeer.overlay.runtime.OverlayScheduler;
import org.bestpeer.overlay.transport.Endpoint;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTls;
import org.bestpeer.overlay.transport.TransportConfig;

/** A bootstrap and peers on loopback sockets. */
final class RealOverlay implements AutoCloseable {
    private static final String NETWORK = "trade";

    private final Path directory;
    private final CertificateAuthority authority =
            CertificateAuthority.create(NETWORK, Clock.systemUTC(), new SecureRandom());
    private final Endpoint endpoint;
    private final PeerContact bootstrap;
    private final OverlayScheduler scheduler;
    private final List<Peer> peers = new ArrayList<>();

    RealOverlay(Path directory) {
        this.directory = directory;
        PeerIdentity identity = new PeerIdentity(NETWORK, "", new PeerId("bootstrap"));
        endpoint = endpoint(identity);
        bootstrap = new PeerContact(identity.peer(), endpoint.localAddress());
        scheduler = OverlayScheduler.create(
                OverlayConfig.at(directory.resolve("structure")),
                bootstrap,
                NETWORK,
                false,
                endpoint.transport(identity));
    }

    private Endpoint endpoint(PeerIdentity identity) {
        PeerCredentials credentials = authority.credentials(identity, List.of(), CertificateAuthority.LIFETIME);
        PeerTls.Material material =
                new PeerTls.Material(credentials.keyManager(), credentials.trustManager(Clock.systemUTC()));
        Endpoint started =
                new Endpoint(new TransportConfig(new PeerAddress("127.0.0.1", 0), new PeerTls(() -> material)));
        started.start();
        return started;
    }

    /** A company's peer, which has joined. */
    record Peer(PeerContact contact, OverlayPeer overlay, LookupCounter lookups, Endpoint endpoint) {
        /** Takes its entries back, leaves, and is gone. */
        void leave() throws Exception {
            List<Key> filed = get(overlay.find(KeyRange.ALL)).stream()
                    .map(FoundEntry::entry)
                    .filter(entry -> entry.publisher().equals(contact))
                    .map(Entry::key)
                    .toList();
            get(overlay.withdraw(filed));
            get(overlay.leave());
            close();
        }

        boolean holds(KeyRange range) {
            return overlay.report().orElseThrow().range().intersects(range);
        }

        void close() {
            endpoint.close();
            overlay.close();
        }
    }

    Peer join(String company) throws Exception {
        PeerIdentity identity = new PeerIdentity(NETWORK, company, new PeerId(company + "-1"));
        Endpoint own = endpoint(identity);
        PeerContact contact = new PeerContact(identity.peer(), own.localAddress());
        LookupCounter transport = new LookupCounter(own.transport(identity));
        OverlayConfig config = OverlayConfig.at(directory.resolve(company));
        Peer peer =
                new Peer(contact, OverlayPeer.create(config, contact, bootstrap, NETWORK, transport), transport, own);
        peers.add(peer);
        get(peer.overlay.join());
        return peer;
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
        endpoint.close();
        scheduler.close();
    }
}
