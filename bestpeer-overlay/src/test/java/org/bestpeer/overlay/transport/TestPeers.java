package org.bestpeer.overlay.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/** Peers of one network on loopback, closed together. */
final class TestPeers implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestCa ca = new TestCa();
    private final List<NettyTransport> open = new ArrayList<>();

    static PeerIdentity identity(String company) {
        return new PeerIdentity("trade", company, new PeerId(company + "-1"));
    }

    TestCa ca() {
        return ca;
    }

    /** Short times and small counts, for tests of limits. */
    static TransportLimits limits() {
        return TransportLimits.defaults();
    }

    static TransportLimits silence(Duration silence) {
        TransportLimits.Times times = limits().times();
        return limits().with(new TransportLimits.Times(
                times.connect(), times.handshake(), silence, times.idle(), times.age()));
    }

    TransportConfig config(String company) {
        return new TransportConfig(new PeerAddress("127.0.0.1", 0), ca.tls(identity(company)));
    }

    NettyTransport peer(String company) {
        return peer(company, config(company));
    }

    NettyTransport peer(String company, TransportConfig config) {
        NettyTransport peer = new NettyTransport(identity(company), config);
        open.add(peer);
        return peer;
    }

    NettyTransport started(String company) {
        NettyTransport peer = peer(company);
        peer.start();
        return peer;
    }

    static PeerContact contact(String company, NettyTransport peer) {
        return new PeerContact(identity(company).peer(), peer.localAddress());
    }

    @Override
    public void close() {
        for (NettyTransport each : open) {
            each.close();
        }
    }
}
