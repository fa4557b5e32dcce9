package org.bestpeer.node.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.identity.CertificateAuthority;
import org.bestpeer.node.identity.EnrolmentToken;
import org.bestpeer.node.identity.IdentityException;
import org.bestpeer.node.identity.NetworkCredentials;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.node.identity.Pem;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;

/**
 * A certificate authority for each network, in a file of its own, and the bootstrap's certificates by them. Certificates
 * of the bootstrap itself live in memory: they are issued anew at each start and at each {@link #renew}. Thread-safe.
 */
public final class NetworkAuthorities implements NetworkAuthority, SnapshotSigner {
    /** Name of the bootstrap peer in every network. */
    public static final PeerId BOOTSTRAP = new PeerId("bootstrap");

    private static final String SUFFIX = ".p12";

    private final Path directory;
    private final NetworkCredentials credentials;
    private final Collection<String> hosts;
    private final int consolePort;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<String, CertificateAuthority> authorities = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Opens the authorities in a directory.
     *
     * @param credentials told of the bootstrap's certificate in each network
     * @param hosts names and addresses by which the bootstrap is reached
     * @param consolePort port that a token tells its company to enrol at
     */
    public NetworkAuthorities(
            Path directory,
            NetworkCredentials credentials,
            Collection<String> hosts,
            int consolePort,
            Clock clock,
            SecureRandom random) {
        this.directory = directory;
        this.credentials = credentials;
        this.hosts = List.copyOf(hosts);
        this.consolePort = consolePort;
        this.clock = clock;
        this.random = random;
        for (String network : stored(directory)) {
            open(network, CertificateAuthority.load(file(network), clock, random));
        }
    }

    /** Calls back with the name of each network that is opened from now on, and of those that are open. */
    public void onNetwork(Consumer<String> listener) {
        listeners.add(listener);
        authorities.keySet().forEach(listener);
    }

    /** Issues the bootstrap's own certificates anew. */
    public void renew() {
        authorities.forEach(this::issueOwn);
    }

    @Override
    public synchronized void createNetwork(String network) {
        if (authorities.containsKey(network)) {
            return;
        }
        CertificateAuthority authority = CertificateAuthority.create(network, clock, random);
        authority.save(file(network));
        open(network, authority);
    }

    @Override
    public String encodeToken(String network, String company, String secret) {
        return new EnrolmentToken(network, company, secret, authority(network).fingerprint(), consolePort).encode();
    }

    @Override
    public Issued issue(String network, String company, String peer, PeerAddress address, byte[] request) {
        PeerIdentity identity = new PeerIdentity(network, company, new PeerId(peer));
        try {
            List<X509Certificate> chain =
                    authority(network).issue(request, identity, List.of(address.host()), CertificateAuthority.LIFETIME);
            List<String> pem = chain.stream()
                    .map(certificate -> Pem.write(List.of(certificate)))
                    .toList();
            return new Issued(
                    pem, pem.get(pem.size() - 1), chain.get(0).getSerialNumber().toString(16));
        } catch (IdentityException e) {
            throw new AdminException(AdminError.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    /** The certificate of the bootstrap in the network, so that a reader can verify, and its signature. */
    @Override
    public byte[] sign(String network, byte[] snapshot) {
        PeerCredentials own = credentials
                .find(network)
                .orElseThrow(() -> new AdminException(AdminError.NOT_FOUND, "there is no network " + network));
        return new SnapshotSignature(own.certificate(), own.sign(snapshot)).toBytes();
    }

    private CertificateAuthority authority(String network) {
        CertificateAuthority authority = authorities.get(network);
        if (authority == null) {
            throw new AdminException(AdminError.NOT_FOUND, "there is no network " + network);
        }
        return authority;
    }

    private void open(String network, CertificateAuthority authority) {
        authorities.put(network, authority);
        issueOwn(network, authority);
        listeners.forEach(listener -> listener.accept(network));
    }

    private void issueOwn(String network, CertificateAuthority authority) {
        PeerIdentity self = new PeerIdentity(network, "", BOOTSTRAP);
        credentials.put(authority.credentials(self, hosts, CertificateAuthority.LIFETIME));
    }

    private Path file(String network) {
        return directory.resolve(network + SUFFIX);
    }

    private static List<String> stored(Path directory) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            throw new IdentityException("cannot read the certificate authorities in " + directory, e);
        }
    }
}
