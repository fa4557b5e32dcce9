package org.bestpeer.node.identity;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;

/** Signs the certificates of one network's peers, or those of a console. Thread-safe. */
public final class CertificateAuthority {
    /** How long a peer's certificate lives, unless said otherwise. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    private static final Duration OWN_LIFETIME = Duration.ofDays(3652);
    private static final Duration BACK_DATED = Duration.ofSeconds(60);
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1");
    private static final Pattern IP = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final KeyAndChain own;
    private final Clock clock;
    private final SecureRandom random;

    private CertificateAuthority(KeyAndChain own, Clock clock, SecureRandom random) {
        this.own = own;
        this.clock = clock;
        this.random = random;
    }

    /** A new one, with a new key; its name is only for people. */
    public static CertificateAuthority create(String name, Clock clock, SecureRandom random) {
        KeyPair keys = CertificateForm.keyPair(random);
        X500Name subject = name("BestPeer authority of " + name);
        Instant from = start(clock);
        X509Certificate certificate =
                new CertificateForm(subject, subject, from, from.plus(OWN_LIFETIME)).authority(keys, random);
        return new CertificateAuthority(new KeyAndChain(keys.getPrivate(), List.of(certificate)), clock, random);
    }

    /** Reads one that {@link #save} wrote. */
    public static CertificateAuthority load(Path file, Clock clock, SecureRandom random) {
        return new CertificateAuthority(KeyFile.load(file), clock, random);
    }

    /** Writes key and certificate to a PKCS#12 file, and its password to a sibling, both with mode 0600. */
    public void save(Path file) {
        KeyFile.save(file, own, random);
    }

    public X509Certificate certificate() {
        return own.leaf();
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate());
    }

    /**
     * Certifies the key of a PKCS#10 request, whose sender must have proved to have the private key. The names come
     * from the caller; those in the request don't count.
     *
     * @param hosts names and addresses by which the peer is reached; localhost is added
     * @return the certificate and this authority's
     */
    public List<X509Certificate> issue(
            byte[] request, PeerIdentity identity, Collection<String> hosts, Duration lifetime) {
        PublicKey key = CertificateRequest.keyOf(request);
        return List.of(leaf(key, identity, hosts, lifetime), certificate());
    }

    /** A new key and its certificate for a peer of this process, such as the bootstrap. */
    public PeerCredentials credentials(PeerIdentity identity, Collection<String> hosts, Duration lifetime) {
        KeyPair keys = CertificateForm.keyPair(random);
        return new PeerCredentials(new KeyAndChain(
                keys.getPrivate(), List.of(leaf(keys.getPublic(), identity, hosts, lifetime), certificate())));
    }

    /** A new key and its certificate for an HTTPS server that is no peer, such as a console. */
    public KeyAndChain server(Collection<String> hosts, Duration lifetime) {
        KeyPair keys = CertificateForm.keyPair(random);
        X509Certificate leaf = sign(keys.getPublic(), "BestPeer console", hostNames(hosts), lifetime);
        return new KeyAndChain(keys.getPrivate(), List.of(leaf, certificate()));
    }

    private X509Certificate leaf(PublicKey key, PeerIdentity identity, Collection<String> hosts, Duration lifetime) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri()));
        names.add(new GeneralName(GeneralName.dNSName, PeerIdentity.serverName(identity.network())));
        names.addAll(hostNames(hosts));
        return sign(key, identity.peer().value(), names, lifetime);
    }

    private X509Certificate sign(PublicKey key, String name, List<GeneralName> names, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IdentityException("a certificate cannot live for " + lifetime);
        }
        X500Name issuer =
                X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
        Instant from = start(clock);
        CertificateForm form = new CertificateForm(
                issuer, name(name), from, from.plus(BACK_DATED).plus(lifetime));
        return form.leaf(key, names, own, random);
    }

    private static List<GeneralName> hostNames(Collection<String> hosts) {
        Set<String> all = new LinkedHashSet<>(hosts);
        all.addAll(LOCAL);
        return all.stream().map(CertificateAuthority::hostName).toList();
    }

    private static GeneralName hostName(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return new GeneralName(IP.matcher(bare).matches() ? GeneralName.iPAddress : GeneralName.dNSName, bare);
        } catch (IllegalArgumentException e) {
            throw new IdentityException("not a host name or address: " + host, e);
        }
    }

    /** Certificates count whole seconds, and clocks differ a little. */
    private static Instant start(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(BACK_DATED);
    }

    private static X500Name name(String text) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
    }
}
