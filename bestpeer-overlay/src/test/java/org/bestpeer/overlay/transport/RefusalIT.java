package org.bestpeer.overlay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.bestpeer.overlay.transport.TestPeers.PATIENCE;
import static org.bestpeer.overlay.transport.TestPeers.contact;
import static org.bestpeer.overlay.transport.TestPeers.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who must not get in, and what must not get through. */
class RefusalIT {
    private final TestPeers peers = new TestPeers();
    private final Set<PeerIdentity> denied = ConcurrentHashMap.newKeySet();
    private final AtomicInteger served = new AtomicInteger();
    private final NettyTransport bolt =
            peers.peer("bolt", peers.config("bolt").withAdmitted(who -> !denied.contains(who)));

    @BeforeEach
    void start() {
        bolt.onCall(Service.CONTROL, (from, request) -> {
            served.incrementAndGet();
            return request;
        });
        bolt.onMessage(Service.OVERLAY, (from, payload) -> served.incrementAndGet());
        bolt.start();
    }

    @AfterEach
    void closeAll() {
        peers.close();
    }

    private static ThrowingCallable calling(NettyTransport peer, PeerContact to) {
        return () -> peer.call(to, Service.CONTROL, new byte[1], PATIENCE).join();
    }

    private NettyTransport client(PeerTls tls) {
        return peers.peer("acme", new TransportConfig(new PeerAddress("127.0.0.1", 0), tls));
    }

    @Test
    void refusesACallerWithoutACertificate() {
        NettyTransport acme = client(peers.ca().tlsWithoutCertificate());

        assertThatThrownBy(calling(acme, contact("bolt", bolt)))
                .hasCauseInstanceOf(TransportException.class)
                .hasMessageContaining("refuse");
        assertThat(served).hasValue(0);
    }

    @Test
    void refusesACallerOfAnotherAuthority() {
        NettyTransport acme = client(new TestCa().tls(identity("acme"), peers.ca()));

        assertThatThrownBy(calling(acme, contact("bolt", bolt)))
                .hasCauseInstanceOf(TransportException.class)
                .hasMessageContaining("refuse");
        assertThat(served).hasValue(0);
    }

    @Test
    void doesNotTalkToAPeerOfAnotherAuthority() {
        NettyTransport acme = client(peers.ca().tls(identity("acme"), new TestCa()));

        assertThatThrownBy(calling(acme, contact("bolt", bolt))).hasMessageContaining("bolt-1@127.0.0.1");
        assertThat(served).hasValue(0);
    }

    @Test
    void doesNotTalkToAnotherPeerThanTheExpectedOne() {
        NettyTransport acme = peers.peer("acme");
        PeerContact to = new PeerContact(new PeerId("core-1"), bolt.localAddress());

        assertThatThrownBy(calling(acme, to))
                .hasMessageContaining("expected core-1 of network trade")
                .hasMessageContaining("found bolt-1 of bolt");
        assertThat(served).hasValue(0);
    }

    @Test
    void doesNotTalkToThePeerOfAnotherNetwork() {
        PeerIdentity self = new PeerIdentity("health", "acme", new PeerId("acme-1"));
        try (NettyTransport acme = new NettyTransport(
                self,
                new TransportConfig(new PeerAddress("127.0.0.1", 0), peers.ca().tls(self)))) {
            assertThatThrownBy(calling(acme, contact("bolt", bolt)))
                    .hasMessageContaining("of network health")
                    .hasMessageContaining("in network trade");
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void namesBothVersionsWhenTheyDoNotFit() {
        NettyTransport acme = peers.peer("acme", peers.config("acme").withVersions(new VersionRange(3, 4)));

        assertThatThrownBy(calling(acme, contact("bolt", bolt)))
                .hasCauseInstanceOf(TransportException.class)
                .hasMessageContaining("it speaks protocol version 1, this peer 3 to 4");
        assertThat(served).hasValue(0);
    }

    @Test
    void refusesTheDeniedAtTheDoorAndByRequestAndCutsTheirConnections() {
        NettyTransport acme = peers.peer("acme");
        PeerContact to = contact("bolt", bolt);
        acme.call(to, Service.CONTROL, new byte[1], PATIENCE).join();

        denied.add(identity("acme"));
        assertThatThrownBy(calling(acme, to)).hasMessageContaining("no longer admitted");
        assertThatThrownBy(calling(acme, to)).hasMessageContaining("is not admitted");
        assertThat(served).hasValue(1);

        denied.clear();
        acme.call(to, Service.CONTROL, new byte[1], PATIENCE).join();
        CountDownLatch under = new CountDownLatch(1);
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            out.onCancel(under::countDown);
            under.await();
        });
        PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, new byte[1], 1, PATIENCE);
        CompletableFuture<Void> reading = CompletableFuture.runAsync(stream::next);
        await().atMost(PATIENCE).until(() -> {
            bolt.closeWhere(who -> who.company().equals("acme"));
            return under.getCount() == 0;
        });
        assertThatThrownBy(reading::join).hasMessageContaining("no longer admitted");
    }

    @Test
    void theDiallingEndChecksWhoIsAdmittedToo() {
        NettyTransport acme = peers.peer(
                "acme", peers.config("acme").withAdmitted(who -> !who.company().equals("bolt")));

        assertThatThrownBy(calling(acme, contact("bolt", bolt))).hasMessageContaining("is not admitted");
        assertThat(served).hasValue(0);
    }

    @Test
    void closesOnAFrameOverTheLimit() throws Exception {
        try (RawTls raw = new RawTls(peers.ca().tls(identity("acme")).dialling("trade", bolt.localAddress()))) {
            raw.connect(bolt.localAddress());
            raw.greet();
            raw.write(ByteBuffer.allocate(5).putInt(100_000_000).put((byte) 4).array());

            assertThat(raw.readUntilClosed()).isTrue();
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void closesOnWorkBeforeTheGreeting() throws Exception {
        try (RawTls raw = new RawTls(peers.ca().tls(identity("acme")).dialling("trade", bolt.localAddress()))) {
            raw.connect(bolt.localAddress());
            raw.write(RawTls.bytes(new Frame(FrameType.CALL, Service.CONTROL.code(), 1, new byte[1])));

            assertThat(raw.readUntilClosed()).isTrue();
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void refusesACallerThatGreetsForAnotherNetwork() throws Exception {
        try (RawTls raw = new RawTls(peers.ca().tls(identity("acme")).dialling("trade", bolt.localAddress()))) {
            raw.connect(bolt.localAddress());
            raw.write(RawTls.bytes(Frame.hello(new Hello(VersionRange.CURRENT, "health"))));

            assertThat(raw.readFrame().text())
                    .contains("this connection is for network trade")
                    .contains("greets network health");
        }
    }

    @Test
    void speaksNothingButTls13() throws Exception {
        SSLEngine engine = peers.ca().tls(identity("acme")).dialling("trade", bolt.localAddress());
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        try (RawTls raw = new RawTls(engine)) {
            assertThatThrownBy(() -> raw.connect(bolt.localAddress())).isInstanceOf(IOException.class);
        }
        try (Socket plain =
                new Socket(InetAddress.getLoopbackAddress(), bolt.localAddress().port())) {
            plain.setSoTimeout(10_000);
            plain.getOutputStream()
                    .write("GET / HTTP/1.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(endOf(plain.getInputStream())).isTrue();
        }
    }

    @Test
    void hangsUpOnACallerThatDoesNotFinishTheHandshake() throws Exception {
        TransportLimits.Times times = TransportLimits.defaults().times();
        TransportLimits hasty = TransportLimits.defaults()
                .with(new TransportLimits.Times(
                        times.connect(), Duration.ofMillis(300), times.silence(), times.idle(), times.age()));
        NettyTransport core = peers.peer("core", peers.config("core").withLimits(hasty));
        core.start();
        try (Socket silent =
                new Socket(InetAddress.getLoopbackAddress(), core.localAddress().port())) {
            silent.setSoTimeout(4_000);
            assertThat(endOf(silent.getInputStream())).isTrue();
        }
    }

    @Test
    void takesOnlySoManyConnectionsFromOneAddress() {
        TransportLimits two = TransportLimits.defaults().with(new TransportLimits.Counts(2, 100, 100, 4));
        NettyTransport core = peers.peer("core", peers.config("core").withLimits(two));
        core.onCall(Service.CONTROL, (from, request) -> request);
        core.start();
        PeerContact to = contact("core", core);
        NettyTransport acme = peers.peer("acme");
        NettyTransport dash = peers.peer("dash");
        NettyTransport echo = peers.peer("echo");
        acme.call(to, Service.CONTROL, new byte[1], PATIENCE).join();
        dash.call(to, Service.CONTROL, new byte[1], PATIENCE).join();

        assertThatThrownBy(calling(echo, to)).hasCauseInstanceOf(TransportException.class);
        acme.close();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        echo.call(to, Service.CONTROL, new byte[1], PATIENCE).join().length == 1);
    }

    private static boolean endOf(InputStream in) {
        try {
            while (in.read() >= 0) {
                // An alert may come first.
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
