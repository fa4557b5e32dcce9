package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.overlay.PeerAddress;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final PeerAddress ANY_PORT = new PeerAddress("127.0.0.1", 0);

    @Test
    void aConfiguredPortStays() {
        PeerAddress configured = new PeerAddress("127.0.0.1", 8421);

        assertThat(Addresses.withPort(configured)).isEqualTo(configured);
    }

    @Test
    void noPortIsGivenTwiceOrTakenByOutgoingConnections() {
        assertThat(IntStream.range(0, 200)
                        .map(i -> Addresses.withPort(ANY_PORT).port())
                        .boxed()
                        .toList())
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 20_000 && port < 32_768);
    }

    @Test
    void aPortThatSomebodyListensOnIsLeftOut() throws Exception {
        int next = Addresses.withPort(ANY_PORT).port() + 1;
        try (ServerSocket taken = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Addresses.withPort(ANY_PORT).port()).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void aHostThatIsNotHereIsNamed() {
        assertThatThrownBy(() -> Addresses.withPort(new PeerAddress("203.0.113.1", 0)))
                .isInstanceOf(BestPeerException.class)
                .hasMessageStartingWith("no free port on 203.0.113.1: ");
    }
}
