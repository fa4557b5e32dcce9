package org.bestpeer.node.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bestpeer.overlay.transport.PeerIdentity;

/** A peer's key, its certificate and its network's authority. Immutable; a renewal makes another. */
public final class PeerCredentials {
    private static final String FILE = "peer.p12";

    private final KeyAndChain keys;
    private final PeerIdentity identity;

    PeerCredentials(KeyAndChain keys) {
        this.keys = keys;
        try {
            identity = PeerIdentity.of(keys.leaf());
        } catch (CertificateException e) {
            throw new IdentityException(e.getMessage() == null ? "not a peer's certificate" : e.getMessage(), e);
        }
        if (keys.chain().size() < 2) {
            throw new IdentityException("the certificate of %s came without its authority's".formatted(identity));
        }
    }

    /** Reads what {@link #save} wrote to a directory. */
    public static PeerCredentials load(Path directory) {
        return new PeerCredentials(KeyFile.load(directory.resolve(FILE)));
    }

    /** Whether a directory holds credentials. */
    public static boolean existIn(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /** Writes it to a directory, in files of mode 0600; what was there is replaced at once or not at all. */
    public void save(Path directory, SecureRandom random) {
        KeyFile.save(directory.resolve(FILE), keys, random);
    }

    public PeerIdentity identity() {
        return identity;
    }

    public X509Certificate certificate() {
        return keys.leaf();
    }

    /** Certificate of the network's authority. */
    public X509Certificate authority() {
        return keys.authority();
    }

    public List<X509Certificate> chain() {
        return keys.chain();
    }

    KeyAndChain keys() {
        return keys;
    }

    /** Serves this certificate to those who ask for its network, or for no network. */
    public NetworkKeys keyManager() {
        return new NetworkKeys(Map.of(identity.network(), keys), keys);
    }

    /** Trusts the peers of this network, and nobody else. */
    public X509ExtendedTrustManager trustManager(Clock clock) {
        return trust(clock);
    }

    /** Checks certificates and signatures of this network's peers. */
    public PeerTrust trust(Clock clock) {
        return new PeerTrust(Map.of(identity.network(), authority()), clock);
    }

    /** Signs, for {@link PeerTrust#verify}. */
    public byte[] sign(byte[] data) {
        return Signatures.sign(keys.key(), data);
    }

    /** Whether the certificate runs out within a time. */
    public boolean expiresWithin(Duration time, Clock clock) {
        return !clock.instant().plus(time).isBefore(end());
    }

    /** From one third of its life on a certificate should be renewed. */
    public Instant renewFrom() {
        Instant start = certificate().getNotBefore().toInstant();
        return start.plus(Duration.between(start, end()).dividedBy(3));
    }

    private Instant end() {
        return certificate().getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return "credentials of %s until %s".formatted(identity, end());
    }
}
