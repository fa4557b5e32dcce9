package org.bestpeer.benchmarks.churn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bestpeer.node.identity.CertificateAuthority;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.runtime.OverlayConfig;
import org.bestpeer.overlay.runtime.OverlayScheduler;
import org.bestpeer.overlay.transport.Endpoint;
import org.bestpeer.overlay.transport.PeerIdentity;

/** The bootstrap of a network, its authority, and the directories of its peers. Blocks; thread-safe. */
final class Recruits implements AutoCloseable {
    private static final String NETWORK = "churn";
    private static final PeerId BOOTSTRAP = new PeerId("bootstrap");

    private final Path directory;
    private final CertificateAuthority authority;
    private final Endpoint endpoint;
    private final PeerContact bootstrap;
    private final OverlayScheduler scheduler;

    Recruits(Path directory) {
        this.directory = directory;
        authority = CertificateAuthority.create(NETWORK, Clock.systemUTC(), new SecureRandom());
        PeerIdentity identity = new PeerIdentity(NETWORK, "", BOOTSTRAP);
        endpoint = LocalMember.endpoint(credentials(identity));
        bootstrap = new PeerContact(BOOTSTRAP, endpoint.localAddress());
        scheduler = OverlayScheduler.create(
                OverlayConfig.at(directory.resolve("structure")),
                bootstrap,
                NETWORK,
                false,
                endpoint.transport(identity));
    }

    private PeerCredentials credentials(PeerIdentity identity) {
        return authority.credentials(identity, List.of(), CertificateAuthority.LIFETIME);
    }

    private Path home(PeerId peer) {
        return directory.resolve(peer.value());
    }

    /** Starts a peer with the disk it has, if any. */
    Member start(PeerId peer, boolean separate) {
        try {
            Path home = Files.createDirectories(home(peer));
            if (!PeerCredentials.existIn(home)) {
                credentials(new PeerIdentity(NETWORK, "acme", peer)).save(home, new SecureRandom());
            }
            return separate
                    ? ChildMember.start(home, bootstrap)
                    : LocalMember.start(home, PeerCredentials.load(home), bootstrap);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws a peer's disk away. */
    void forget(PeerId peer) {
        delete(home(peer));
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
        scheduler.close();
    }
}
