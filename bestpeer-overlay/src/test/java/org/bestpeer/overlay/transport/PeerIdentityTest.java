package org.bestpeer.overlay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class PeerIdentityTest {
    @Test
    void comesBackFromItsUri() {
        PeerIdentity acme = new PeerIdentity("trade", "acme", new PeerId("acme-1"));
        PeerIdentity bootstrap = new PeerIdentity("trade", "", new PeerId("bootstrap"));

        assertThat(acme.uri()).isEqualTo("bestpeer://trade/acme/acme-1");
        assertThat(bootstrap.uri()).isEqualTo("bestpeer://trade//bootstrap");
        assertThat(PeerIdentity.parse(acme.uri())).isEqualTo(acme);
        assertThat(PeerIdentity.parse(bootstrap.uri())).isEqualTo(bootstrap);
    }

    @Test
    void refusesEverythingElse() {
        for (String uri : new String[] {
            "",
            "bestpeer://",
            "bestpeer://trade/acme",
            "bestpeer://trade/acme/acme-1/x",
            "bestpeer://Trade/acme/acme-1",
            "bestpeer:///acme/acme-1",
            "bestpeer://trade/acme/",
            "http://trade/acme/acme-1",
            "bestpeer://trade/a b/acme-1",
            "xbestpeer://trade/acme/acme-1",
            "bestpeer://trade/acme/acme-1\n"
        }) {
            assertThatThrownBy(() -> PeerIdentity.parse(uri)).as(uri).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
