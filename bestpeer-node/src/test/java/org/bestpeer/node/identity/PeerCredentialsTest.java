package org.bestpeer.node.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bestpeer.node.identity.Given.DAY;
import static org.bestpeer.node.identity.Given.NOW;
import static org.bestpeer.node.identity.Given.RANDOM;
import static org.bestpeer.node.identity.Given.acme;
import static org.bestpeer.node.identity.Given.acmeOf;
import static org.bestpeer.node.identity.Given.authority;
import static org.bestpeer.node.identity.Given.later;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerCredentialsTest {
    private final CertificateAuthority authority = authority("trade");
    private final PeerCredentials acme = acmeOf(authority, "trade");

    @Test
    void comeBackFromTheirDirectory(@TempDir Path directory) {
        assertThat(PeerCredentials.existIn(directory)).isFalse();
        acme.save(directory, RANDOM);

        PeerCredentials again = PeerCredentials.load(directory);

        assertThat(PeerCredentials.existIn(directory)).isTrue();
        assertThat(again.identity()).isEqualTo(acme("trade"));
        assertThat(again.chain()).isEqualTo(acme.chain());
        byte[] data = "fragment".getBytes(UTF_8);
        assertThat(acme.trust(NOW).verify(data, again.sign(data), acme.certificate()))
                .isEqualTo(acme("trade"));
    }

    @Test
    void theRenewedReplaceTheOldInTheSameDirectory(@TempDir Path directory) {
        acme.save(directory, RANDOM);
        PeerCredentials renewed = acmeOf(authority, "trade");
        renewed.save(directory, RANDOM);

        assertThat(PeerCredentials.load(directory).certificate()).isEqualTo(renewed.certificate());
    }

    @Test
    void signatureFailsForOtherDataAnotherSignerAndRubbish() {
        byte[] data = "fragment".getBytes(UTF_8);
        PeerTrust trust = acme.trust(NOW);
        PeerCredentials bolt =
                authority.credentials(new PeerIdentity("trade", "bolt", new PeerId("bolt-1")), List.of(), DAY);

        assertThat(trust.verify(data, bolt.sign(data), bolt.certificate()).company())
                .isEqualTo("bolt");
        assertThatThrownBy(() -> trust.verify("other".getBytes(UTF_8), acme.sign(data), acme.certificate()))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("signature is not that of acme-1");
        assertThatThrownBy(() -> trust.verify(data, bolt.sign(data), acme.certificate()))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> trust.verify(data, new byte[] {1}, acme.certificate()))
                .isInstanceOf(IdentityException.class);
    }

    @Test
    void refuseACertificateForAnotherKeyOrOfAnotherAuthority() {
        CertificateRequest mine = CertificateRequest.create(RANDOM);
        CertificateRequest other = CertificateRequest.create(RANDOM);
        List<X509Certificate> forMine = authority.issue(mine.encoded(), acme("trade"), List.of(), DAY);
        List<X509Certificate> forOther = authority.issue(other.encoded(), acme("trade"), List.of(), DAY);
        Fingerprint expected = authority.fingerprint();
        CertificateAuthority rival = authority("trade");

        assertThatThrownBy(() -> mine.complete(forOther, expected, NOW)).hasMessageContaining("another key");
        assertThatThrownBy(() -> mine.complete(forMine, rival.fingerprint(), NOW))
                .hasMessageContaining("expected " + rival.fingerprint());
        assertThatThrownBy(() -> mine.complete(List.of(forMine.get(0), rival.certificate()), rival.fingerprint(), NOW))
                .hasMessageContaining("does not come from the expected authority");
        assertThatThrownBy(() -> mine.complete(forMine.subList(0, 1), expected, NOW))
                .hasMessageContaining("without its authority");
        assertThat(mine.complete(forMine, expected, NOW).chain()).isEqualTo(forMine);
    }

    @Test
    void chainsTravelAsText() {
        assertThat(Pem.read(Pem.write(acme.chain()))).isEqualTo(acme.chain());
        for (String text :
                new String[] {"", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}) {
            assertThatThrownBy(() -> Pem.read(text)).isInstanceOf(IdentityException.class);
        }
    }

    @Test
    void tellWhenTheyAreToBeRenewed() {
        assertThat(acme.expiresWithin(Duration.ofHours(23), NOW)).isFalse();
        assertThat(acme.expiresWithin(Duration.ofHours(24), NOW)).isTrue();
        assertThat(acme.renewFrom())
                .isBetween(
                        NOW.instant().plus(Duration.ofHours(7)), NOW.instant().plus(Duration.ofHours(8)));
    }

    @Test
    void theHolderTakesOnlyTheSamePeersRenewal() {
        CurrentCredentials current = new CurrentCredentials(acme, NOW);
        PeerCredentials renewed = acmeOf(authority, "trade");

        current.replace(renewed);

        assertThat(current.get()).isSameAs(renewed);
        PeerCredentials other =
                authority.credentials(new PeerIdentity("trade", "bolt", new PeerId("bolt-1")), List.of(), DAY);
        assertThatThrownBy(() -> current.replace(other)).hasMessageContaining("bolt-1");
    }

    @Test
    void areTrustedUntilTheyExpireAndNotBeforeTheyStart() {
        assertThat(acme.trust(NOW).identify(acme.certificate())).isEqualTo(acme("trade"));
        assertThatThrownBy(() -> acme.trust(later(DAY.plusSeconds(1))).identify(acme.certificate()))
                .hasMessageContaining("expired at");
        assertThatThrownBy(() -> acme.trust(later(Duration.ofSeconds(-61))).identify(acme.certificate()))
                .hasMessageContaining("compare the clocks");
    }
}
