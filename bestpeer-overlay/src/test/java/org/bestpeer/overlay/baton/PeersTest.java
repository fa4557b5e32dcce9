package org.bestpeer.overlay.baton;

import static org.assertj.core.api.Assertions.assertThat;

import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final PeerContact FIRST = at(7001);
    private static final PeerContact SECOND = at(7002);

    private final Peers peers = new Peers(() -> 0, Settings.DEFAULT);

    @Test
    void aPeerIsWhereItsNewestLifeIs() {
        peers.rumour(FIRST, 1);
        assertThat(peers.current(FIRST)).isEqualTo(FIRST);

        peers.rumour(SECOND, 2);
        assertThat(peers.current(FIRST)).isEqualTo(SECOND);
        assertThat(peers.heard(FIRST, 1, 0)).isTrue();
        assertThat(peers.current(SECOND)).isEqualTo(FIRST);
    }

    @Test
    void aRumourOfAnEarlierLifeIsForgottenWhenTheSchedulerTellsOfALaterOne() {
        peers.rumour(FIRST, 1);
        peers.learn(SECOND, 2);
        assertThat(peers.current(FIRST)).isEqualTo(SECOND);
        assertThat(peers.rumour(SECOND, 2)).isTrue();
        assertThat(peers.rumour(FIRST, 1)).isFalse();
        assertThat(peers.current(FIRST)).isEqualTo(SECOND);
    }

    private static PeerContact at(int port) {
        return new PeerContact(new PeerId("p-1"), new PeerAddress("localhost", port));
    }
}
