package org.bestpeer.benchmarks.churn;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.runtime.OverlayConfig;
import org.bestpeer.overlay.runtime.OverlayPeer;
import org.bestpeer.overlay.transport.Endpoint;
import org.bestpeer.overlay.transport.PeerTls;
import org.bestpeer.overlay.transport.TransportConfig;

/** A peer in this process, with threads, sockets and a file of its own. */
final class LocalMember implements Member {
    private static final String STATE = "overlay";

    private final PeerContact self;
    private final Endpoint endpoint;
    private final OverlayPeer overlay;

    private LocalMember(Path directory, PeerCredentials credentials, PeerContact bootstrap, Endpoint endpoint) {
        this.endpoint = endpoint;
        this.self = new PeerContact(credentials.identity().peer(), endpoint.localAddress());
        this.overlay = OverlayPeer.create(
                OverlayConfig.at(directory.resolve(STATE)),
                self,
                bootstrap,
                credentials.identity().network(),
                endpoint.transport(credentials.identity()));
    }

    /** Starts one on a free port, with the state that the directory has. */
    static LocalMember start(Path directory, PeerCredentials credentials, PeerContact bootstrap) {
        Endpoint endpoint = endpoint(credentials);
        try {
            return new LocalMember(directory, credentials, bootstrap, endpoint);
        } catch (RuntimeException e) {
            endpoint.close();
            throw e;
        }
    }

    /** Listens on a free loopback port. */
    static Endpoint endpoint(PeerCredentials credentials) {
        PeerTls.Material material =
                new PeerTls.Material(credentials.keyManager(), credentials.trustManager(Clock.systemUTC()));
        Endpoint endpoint =
                new Endpoint(new TransportConfig(new PeerAddress("127.0.0.1", 0), new PeerTls(() -> material)));
        try {
            endpoint.start();
            return endpoint;
        } catch (RuntimeException e) {
            endpoint.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Void> join() {
        return overlay.join();
    }

    @Override
    public CompletableFuture<Void> leave() {
        return overlay.leave();
    }

    @Override
    public CompletableFuture<Void> publish(Map<Key, Long> versions) {
        return overlay.publish(versions.entrySet().stream()
                .map(entry -> Sighting.entry(entry.getKey(), self, entry.getValue()))
                .toList());
    }

    @Override
    public CompletableFuture<Void> withdraw(List<Key> keys) {
        return overlay.withdraw(keys);
    }

    @Override
    public CompletableFuture<List<Sighting>> find(KeyRange range) {
        return overlay.find(range)
                .thenApply(found -> found.stream().map(Sighting::of).toList());
    }

    @Override
    public CompletableFuture<Optional<KeyRange>> range() {
        return CompletableFuture.supplyAsync(() -> overlay.report().map(NodeReport::range));
    }

    @Override
    public CompletableFuture<Vitals> vitals() {
        return CompletableFuture.supplyAsync(Vitals::now);
    }

    /** Sockets first, so that nothing it still says is heard. */
    @Override
    public void kill() {
        endpoint.close();
        overlay.close();
    }
}
