package org.bestpeer.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bestpeer.node.identity.Given.DAY;
import static org.bestpeer.node.identity.Given.NOW;
import static org.bestpeer.node.identity.Given.RANDOM;
import static org.bestpeer.node.identity.Given.acme;
import static org.bestpeer.node.identity.Given.authority;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private final CertificateAuthority authority = authority("trade");

    @Test
    void isSelfSignedMarkedAsAuthorityAndLivesTenYears() throws Exception {
        X509Certificate certificate = authority.certificate();

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.19", "2.5.29.15");
        assertThat(certificate.getSerialNumber().bitLength()).isGreaterThanOrEqualTo(128);
        assertThat(certificate.getNotAfter().toInstant()).isAfter(NOW.instant().plus(DAY.multipliedBy(3650)));
        assertThat(authority.fingerprint().text()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void namesThePeerAndItsHostsInTheCertificate() throws Exception {
        CertificateRequest request = CertificateRequest.create(RANDOM);

        X509Certificate leaf = authority
                .issue(request.encoded(), acme("trade"), List.of("peer.acme.example", "10.1.2.3", "[::1]"), DAY)
                .get(0);

        leaf.verify(authority.certificate().getPublicKey());
        assertThat(PeerIdentity.of(leaf)).isEqualTo(acme("trade"));
        assertThat(leaf.getSubjectAlternativeNames().stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .collect(Collectors.toList()))
                .containsExactlyInAnyOrder(
                        "bestpeer://trade/acme/acme-1",
                        "trade.bestpeer",
                        "peer.acme.example",
                        "10.1.2.3",
                        "0:0:0:0:0:0:0:1",
                        "localhost",
                        "127.0.0.1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getExtendedKeyUsage()).containsExactlyInAnyOrder(ChainCheck.CLIENT, ChainCheck.SERVER);
        assertThat(leaf.getNotBefore().toInstant()).isEqualTo(NOW.instant().minusSeconds(60));
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.instant().plus(DAY));
    }

    @Test
    void ignoresTheNamesInTheRequest() throws Exception {
        KeyPair keys = CertificateForm.keyPair(RANDOM);
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=rival-1"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();

        X509Certificate leaf =
                authority.issue(request, acme("trade"), List.of(), DAY).get(0);

        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=acme-1");
        assertThat(PeerIdentity.of(leaf)).isEqualTo(acme("trade"));
    }

    @Test
    void refusesATamperedRequest() {
        byte[] request = CertificateRequest.create(RANDOM).encoded();
        request[request.length - 1] ^= 1;

        assertThatThrownBy(() -> authority.issue(request, acme("trade"), List.of(), DAY))
                .isInstanceOf(IdentityException.class);
    }

    @Test
    void refusesARequestSignedWithAnothersKey() throws Exception {
        KeyPair victim = CertificateForm.keyPair(RANDOM);
        KeyPair thief = CertificateForm.keyPair(RANDOM);
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), victim.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(thief.getPrivate()))
                .getEncoded();

        assertThatThrownBy(() -> authority.issue(request, acme("trade"), List.of(), DAY))
                .hasMessageContaining("not signed with its own key");
    }

    @Test
    void refusesAnRsaKeyAndRubbish() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair keys = generator.generateKeyPair();
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))
                .getEncoded();

        assertThatThrownBy(() -> authority.issue(request, acme("trade"), List.of(), DAY))
                .hasMessageContaining("P-256");
        assertThatThrownBy(() -> authority.issue(new byte[] {1, 2, 3}, acme("trade"), List.of(), DAY))
                .hasMessageContaining("not a certificate request");
    }

    @Test
    void comesBackFromItsFileWhichOnlyTheOwnerMayRead(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("ca.p12");
        authority.save(file);

        CertificateAuthority again = CertificateAuthority.load(file, NOW, RANDOM);

        assertThat(again.fingerprint()).isEqualTo(authority.fingerprint());
        Given.acmeOf(again, "trade")
                .certificate()
                .verify(authority.certificate().getPublicKey());
        for (String name : List.of("ca.p12", "ca.p12.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAKeyFileThatOthersMayRead(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("ca.p12");
        authority.save(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> CertificateAuthority.load(file, NOW, RANDOM)).hasMessageContaining("chmod 600");
    }
}
