package org.bestpeer.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bestpeer.node.identity.Given.DAY;
import static org.bestpeer.node.identity.Given.NOW;
import static org.bestpeer.node.identity.Given.RANDOM;
import static org.bestpeer.node.identity.Given.acme;
import static org.bestpeer.node.identity.Given.acmeOf;
import static org.bestpeer.node.identity.Given.authority;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class PeerTrustTest {
    private final KeyPair rootKeys = CertificateForm.keyPair(RANDOM);
    private final X500Name rootName = new X500Name("CN=root");
    private final X509Certificate root =
            new CertificateForm(rootName, rootName, NOW.instant(), NOW.instant().plus(DAY)).authority(rootKeys, RANDOM);
    private final PeerTrust trust = new PeerTrust(Map.of("trade", root), NOW);

    private static X509Certificate[] chain(X509Certificate... certificates) {
        return certificates;
    }

    /** A certificate of the trusted root with any wish fulfilled. */
    private X509Certificate leaf(String uri, boolean authority, KeyPurposeId purpose) throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                rootName,
                BigInteger.TEN,
                Date.from(NOW.instant()),
                Date.from(NOW.instant().plus(DAY)),
                new X500Name("CN=leaf"),
                CertificateForm.keyPair(RANDOM).getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        return CertificateForm.read(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(rootKeys.getPrivate()))
                        .getEncoded());
    }

    @Test
    void acceptsAPeerOfTheNetworkWithAndWithoutTheRootInItsChain() throws Exception {
        X509Certificate leaf = leaf("bestpeer://trade/acme/acme-1", false, KeyPurposeId.id_kp_clientAuth);

        trust.checkClientTrusted(chain(leaf), "EC");
        trust.checkClientTrusted(chain(leaf, root), "EC");
        assertThat(trust.getAcceptedIssuers()).containsExactly(root);
    }

    @Test
    void refusesAnAuthorityAsAPeer() throws Exception {
        X509Certificate leaf = leaf("bestpeer://trade/acme/acme-1", true, KeyPurposeId.id_kp_clientAuth);

        assertThatThrownBy(() -> trust.checkClientTrusted(chain(leaf, root), "EC"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("an authority");
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(root), "EC")).isInstanceOf(CertificateException.class);
    }

    @Test
    void refusesTheWrongPurpose() throws Exception {
        X509Certificate leaf = leaf("bestpeer://trade/acme/acme-1", false, KeyPurposeId.id_kp_clientAuth);

        assertThatThrownBy(() -> trust.checkServerTrusted(chain(leaf, root), "EC"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("not meant for a server");
    }

    @Test
    void refusesAKnownCertificateOnceItsTimeIsOverAndForAnotherPurpose() throws Exception {
        X509Certificate leaf = leaf("bestpeer://trade/acme/acme-1", false, KeyPurposeId.id_kp_clientAuth);
        AtomicReference<Clock> now = new AtomicReference<>(NOW);
        PeerTrust known = new PeerTrust(Map.of("trade", root), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get().instant();
            }
        });
        known.checkClientTrusted(chain(leaf), "EC");
        known.checkClientTrusted(chain(leaf), "EC");
        assertThatThrownBy(() -> known.checkServerTrusted(chain(leaf), "EC"))
                .hasMessageContaining("not meant for a server");

        now.set(Clock.offset(NOW, DAY.plusSeconds(1)));
        assertThatThrownBy(() -> known.checkClientTrusted(chain(leaf), "EC"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("expired");
    }

    @Test
    void refusesAnotherNetworkAndNoPeer() throws Exception {
        X509Certificate other = leaf("bestpeer://health/acme/acme-1", false, KeyPurposeId.id_kp_clientAuth);
        X509Certificate nobody = leaf("https://acme.example", false, KeyPurposeId.id_kp_clientAuth);

        assertThatThrownBy(() -> trust.checkClientTrusted(chain(other, root), "EC"))
                .hasMessageContaining("network health")
                .hasMessageContaining("not known here");
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(nobody, root), "EC"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(), "EC")).isInstanceOf(CertificateException.class);
    }

    @Test
    void refusesAnotherAuthorityEvenUnderTheSameName() {
        PeerCredentials acme = acmeOf(authority("trade"), "trade");
        PeerTrust twin = new PeerTrust(Map.of("trade", authority("trade").certificate()), NOW);

        assertThatThrownBy(() -> twin.checkClientTrusted(acme.chain().toArray(new X509Certificate[0]), "EC"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("does not come from the expected authority");
    }

    @Test
    void oneNetworksAuthorityCannotVouchForAnotherNetwork() {
        CertificateAuthority health = authority("health");
        NetworkCredentials networks = new NetworkCredentials(NOW);
        networks.put(authority("trade").credentials(acme("trade"), List.of(), DAY));
        networks.put(health.credentials(acme("health"), List.of(), DAY));
        PeerCredentials forged = health.credentials(acme("trade"), List.of(), DAY);

        networks.trust().identify(networks.find("health").orElseThrow().certificate());
        assertThatThrownBy(() -> networks.trust().identify(forged.certificate()))
                .hasMessageContaining("does not come from the expected authority");
    }
}
