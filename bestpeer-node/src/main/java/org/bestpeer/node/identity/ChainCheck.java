package org.bestpeer.node.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Whether a certificate was issued by an authority, is valid now, is no authority itself and serves a purpose. */
final class ChainCheck {
    static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    static final String SERVER = "1.3.6.1.5.5.7.3.1";

    private static final int MOST_KNOWN = 10_000;

    private final Clock clock;
    /** Good ones: their signatures stay good, but their time and purpose are looked at whenever they are used. */
    private final Cache<Signed, Boolean> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    private record Signed(List<X509Certificate> path, X509Certificate authority) {}

    ChainCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * Checks a chain.
     *
     * @param chain the certificate and its issuers, with or without the authority
     * @param authority the one it must come from; itself trusted
     */
    void check(List<X509Certificate> chain, X509Certificate authority, String purpose) throws CertificateException {
        X509Certificate leaf = chain.get(0);
        String name = String.valueOf(leaf.getSubjectX500Principal());
        List<X509Certificate> path =
                chain.stream().filter(each -> !each.equals(authority)).toList();
        if (path.isEmpty() || leaf.getBasicConstraints() >= 0) {
            throw new CertificateException("certificate %s is that of an authority, not of a peer".formatted(name));
        }
        for (X509Certificate each : path) {
            checkTime(each);
        }
        checkTime(authority);
        List<String> purposes = leaf.getExtendedKeyUsage();
        if (purposes == null || !purposes.contains(purpose)) {
            throw new CertificateException("certificate %s is not meant for a %s"
                    .formatted(name, purpose.equals(CLIENT) ? "client" : "server"));
        }
        Signed signed = new Signed(path, authority);
        if (known.getIfPresent(signed) == null) {
            checkPath(path, authority, name);
            known.put(signed, true);
        }
    }

    private void checkPath(List<X509Certificate> path, X509Certificate authority, String name)
            throws CertificateException {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(
                    "certificate %s does not come from the expected authority %s"
                            .formatted(name, authority.getSubjectX500Principal()),
                    e);
        }
    }

    private void checkTime(X509Certificate certificate) throws CertificateException {
        String name = String.valueOf(certificate.getSubjectX500Principal());
        Instant now = clock.instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            throw new CertificateException(
                    "certificate %s is not valid before %s, and here it is %s; compare the clocks"
                            .formatted(name, from, now));
        }
        if (now.isAfter(until)) {
            throw new CertificateException(
                    "certificate %s expired at %s, and here it is %s".formatted(name, until, now));
        }
    }
}
