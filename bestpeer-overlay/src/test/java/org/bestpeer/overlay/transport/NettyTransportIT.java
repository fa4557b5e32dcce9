package org.bestpeer.overlay.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.bestpeer.overlay.transport.TestPeers.PATIENCE;
import static org.bestpeer.overlay.transport.TestPeers.contact;
import static org.bestpeer.overlay.transport.TestPeers.identity;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyTransportIT {
    private final TestPeers peers = new TestPeers();
    private final NettyTransport acme = peers.started("acme");
    private final NettyTransport bolt = peers.peer("bolt");

    @AfterEach
    void closeAll() {
        peers.close();
    }

    private PeerContact startBolt() {
        bolt.start();
        return contact("bolt", bolt);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void deliversMessagesInTheOrderInWhichTheyWereSent() {
        List<Integer> got = new CopyOnWriteArrayList<>();
        bolt.onMessage(Service.OVERLAY, (from, payload) -> {
            assertThat(from).isEqualTo(identity("acme"));
            got.add(ByteBuffer.wrap(payload).getInt());
        });
        PeerContact to = startBolt();

        IntStream.range(0, 1000)
                .forEach(i -> acme.send(
                        to, Service.OVERLAY, ByteBuffer.allocate(4).putInt(i).array()));

        await().atMost(PATIENCE).until(() -> got.size() == 1000);
        assertThat(got).isSorted();
    }

    @Test
    void answersCallsWithTheCallersIdentity() {
        bolt.onCall(Service.CONTROL, (from, request) -> bytes(new String(request, UTF_8) + " to " + from.uri()));
        PeerContact to = startBolt();

        byte[] answer = acme.call(to, Service.CONTROL, bytes("hello"), PATIENCE).join();

        assertThat(new String(answer, UTF_8)).isEqualTo("hello to bestpeer://trade/acme/acme-1");
    }

    @Test
    void countsWhatGoesAndComes() {
        bolt.onCall(Service.CONTROL, (from, request) -> bytes("indeed"));
        PeerContact to = startBolt();

        byte[] unused = acme.call(to, Service.CONTROL, bytes("hello"), PATIENCE).join();

        int head = 14;
        TransportTraffic.Count nothing = new TransportTraffic.Count(0, 0, 0, 0);
        assertThat(acme.traffic())
                .isEqualTo(new TransportTraffic(
                        nothing, new TransportTraffic.Count(1, head + "hello".length(), 1, head + "indeed".length())));
        assertThat(bolt.traffic())
                .isEqualTo(new TransportTraffic(
                        nothing, new TransportTraffic.Count(1, head + "indeed".length(), 1, head + "hello".length())));
    }

    @Test
    void carriesALargeRequestAndRefusesOneOverTheLimit() {
        bolt.onCall(Service.CONTROL, (from, request) -> request);
        PeerContact to = startBolt();
        int limit = TransportLimits.defaults().sizes().message();

        assertThat(acme.call(to, Service.CONTROL, new byte[limit], PATIENCE).join())
                .hasSize(limit);
        assertThatThrownBy(() -> acme.call(to, Service.CONTROL, new byte[limit + 1], PATIENCE)
                        .join())
                .hasMessageContaining("the limit is " + limit);
    }

    @Test
    void givesTheHandlersRefusalToTheCallerAndKeepsTheConnection() {
        AtomicInteger calls = new AtomicInteger();
        bolt.onCall(Service.CONTROL, (from, request) -> {
            if (calls.incrementAndGet() == 1) {
                throw new TransportException.Remote("STALE", "table orders is at version 7");
            }
            return request;
        });
        PeerContact to = startBolt();

        assertThatThrownBy(() ->
                        acme.call(to, Service.CONTROL, bytes("x"), PATIENCE).join())
                .hasCauseInstanceOf(TransportException.Remote.class)
                .hasMessageContaining("table orders is at version 7")
                .cause()
                .extracting(e -> ((TransportException.Remote) e).code())
                .isEqualTo("STALE");
        assertThat(acme.call(to, Service.CONTROL, bytes("y"), PATIENCE).join()).isEqualTo(bytes("y"));
    }

    @Test
    void keepsTheDetailsOfAnUnexpectedFailureToItself() {
        bolt.onCall(Service.CONTROL, (from, request) -> {
            throw new IllegalStateException("secret detail");
        });
        PeerContact to = startBolt();

        assertThatThrownBy(() ->
                        acme.call(to, Service.CONTROL, bytes("x"), PATIENCE).join())
                .hasMessageContaining("failed to answer")
                .hasMessageNotContaining("secret");
    }

    @Test
    void saysThatAServiceIsNotOffered() {
        PeerContact to = startBolt();

        assertThatThrownBy(() ->
                        acme.call(to, Service.FRAGMENT, bytes("x"), PATIENCE).join())
                .hasMessageContaining("does not offer");
        try (PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, bytes("x"), 4, PATIENCE)) {
            assertThatThrownBy(stream::next).hasMessageContaining("does not offer");
        }
    }

    @Test
    void failsACallThatIsNotAnsweredInTime() {
        CountDownLatch never = new CountDownLatch(1);
        bolt.onCall(Service.CONTROL, (from, request) -> {
            never.await();
            return request;
        });
        PeerContact to = startBolt();

        assertThatThrownBy(() -> acme.call(to, Service.CONTROL, bytes("x"), Duration.ofMillis(200))
                        .join())
                .hasMessageContaining("bolt-1@127.0.0.1")
                .hasMessageContaining("no answer within 200 ms");
        never.countDown();
    }

    @Test
    void refusesWhatFindsNoWorker() {
        TransportLimits limits = TransportLimits.defaults().with(new TransportLimits.Counts(256, 4096, 256, 2));
        NettyTransport small = peers.peer("small", peers.config("small").withLimits(limits));
        CountDownLatch release = new CountDownLatch(1);
        small.onCall(Service.CONTROL, (from, request) -> {
            release.await();
            return request;
        });
        small.start();
        PeerContact to = contact("small", small);

        List<CompletableFuture<byte[]>> calls = IntStream.range(0, 3)
                .mapToObj(i -> acme.call(to, Service.CONTROL, bytes("x"), PATIENCE))
                .toList();

        assertThatThrownBy(() -> CompletableFuture.anyOf(calls.toArray(new CompletableFuture<?>[0]))
                        .join())
                .cause()
                .isInstanceOfSatisfying(TransportException.Remote.class, e -> assertThat(e.code())
                        .isEqualTo("BUSY"));
        release.countDown();
        assertThat(calls.stream()
                        .filter(call -> !call.handle((r, e) -> e != null).join()))
                .hasSize(2);
    }

    @Test
    void streamsToTheEnd() {
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            for (int i = 0; i < 500; i++) {
                out.send(ByteBuffer.allocate(4).putInt(i).array());
            }
        });
        PeerContact to = startBolt();

        try (PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, bytes("q"), 8, PATIENCE)) {
            for (int i = 0; i < 500; i++) {
                assertThat(stream.next())
                        .isEqualTo(ByteBuffer.allocate(4).putInt(i).array());
            }
            assertThat(stream.next()).isNull();
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void aShortStreamCostsOneFrameToAskForIt() {
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            out.send(bytes("row"));
            out.sendLast(bytes("report"), PATIENCE);
        });
        PeerContact to = startBolt();

        try (PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, bytes("q"), 8, PATIENCE)) {
            assertThat(stream.next()).isEqualTo(bytes("row"));
            assertThat(stream.next()).isEqualTo(bytes("report"));
            assertThat(stream.next()).isNull();
        }

        assertThat(acme.traffic().exchanges().sent()).isEqualTo(1);
        assertThat(acme.traffic().exchanges().received()).isEqualTo(3);
    }

    @Test
    void aSlowReaderHoldsTheSenderToItsWindow() {
        AtomicInteger sent = new AtomicInteger();
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            for (int i = 0; i < 12; i++) {
                out.send(new byte[1000]);
                sent.incrementAndGet();
            }
        });
        PeerContact to = startBolt();

        try (PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, bytes("q"), 4, PATIENCE)) {
            for (int taken = 0; taken < 12; taken++) {
                // Credit is given back for half a window at a time.
                int window = Math.min(12, taken / 2 * 2 + 4);
                await().atMost(PATIENCE).until(() -> sent.get() == window);
                await().during(taken < 3 ? Duration.ofMillis(100) : Duration.ZERO)
                        .atMost(PATIENCE)
                        .until(() -> sent.get() <= window);
                assertThat(stream.next()).hasSize(1000);
            }
        }
    }

    @Test
    void streamsLargeMessagesThroughASmallSendBuffer() {
        TransportLimits.Sizes sizes = TransportLimits.defaults().sizes();
        TransportLimits limits = TransportLimits.defaults()
                .with(new TransportLimits.Sizes(sizes.greeting(), sizes.message(), sizes.item(), 64 * 1024));
        NettyTransport small = peers.peer("small", peers.config("small").withLimits(limits));
        small.onStream(Service.FRAGMENT, (from, request, out) -> {
            for (int i = 0; i < 20; i++) {
                out.send(new byte[2_000_000]);
            }
        });
        small.start();

        try (PeerTransport.IncomingStream stream =
                acme.open(contact("small", small), Service.FRAGMENT, bytes("q"), 8, PATIENCE)) {
            for (int i = 0; i < 20; i++) {
                assertThat(stream.next()).hasSize(2_000_000);
            }
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void cancellingReachesTheSender() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(2);
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            out.onCancel(cancelled::countDown);
            try {
                while (true) {
                    out.send(new byte[10]);
                }
            } catch (TransportException e) {
                assertThat(out.cancelled()).isTrue();
                cancelled.countDown();
                throw e;
            }
        });
        PeerContact to = startBolt();

        PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, bytes("q"), 2, PATIENCE);
        assertThat(stream.next()).hasSize(10);
        stream.close();

        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(stream::next).hasMessageContaining("the stream is closed");
    }

    @Test
    void aStreamHasItsTimeoutAltogether() {
        CountDownLatch over = new CountDownLatch(1);
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                out.send(bytes("some more"));
            }
        });
        PeerContact to = startBolt();
        Duration timeout = Duration.ofMillis(600);
        long start = System.nanoTime();

        try (PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, bytes("q"), 2, timeout)) {
            assertThatThrownBy(() -> {
                        while (stream.next() != null) {
                            assertThat(Duration.ofNanos(System.nanoTime() - start))
                                    .isLessThan(PATIENCE);
                        }
                    })
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("it did not end within 600 ms");
        } finally {
            over.countDown();
        }
    }

    @Test
    void aSenderDoesNotWaitForEverForAReaderThatTakesNothing() throws InterruptedException {
        BlockingQueue<String> failures = new LinkedBlockingQueue<>();
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            out.send(bytes("first"));
            try {
                out.send(bytes("second"), Duration.ofMillis(100));
            } catch (TransportException e) {
                failures.add(out.cancelled() + " " + e.getMessage());
                throw new TransportException.Remote("LATE", "the reader took nothing");
            }
        });
        PeerContact to = startBolt();

        try (PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, bytes("q"), 1, PATIENCE)) {
            assertThat(failures.poll(10, TimeUnit.SECONDS)).startsWith("false ").endsWith("it took nothing for 100 ms");
            assertThat(stream.next()).isEqualTo(bytes("first"));
            assertThatThrownBy(stream::next).hasMessageContaining("the reader took nothing");
        }
    }

    @Test
    void aFailingStreamGivesWhatItSentAndThenTheFailure() {
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            out.send(bytes("first"));
            throw new TransportException.Remote("DENIED", "table orders is not shared with acme");
        });
        PeerContact to = startBolt();

        try (PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, bytes("q"), 2, PATIENCE)) {
            assertThat(stream.next()).isEqualTo(bytes("first"));
            assertThatThrownBy(stream::next)
                    .isInstanceOf(TransportException.Remote.class)
                    .hasMessageContaining("table orders is not shared with acme");
        }
    }

    @Test
    void failsFastWhenNobodyListens() {
        PeerContact to = startBolt();
        bolt.close();
        long start = System.nanoTime();

        assertThatThrownBy(() ->
                        acme.call(to, Service.CONTROL, bytes("x"), PATIENCE).join())
                .hasCauseInstanceOf(TransportException.class)
                .hasMessageContaining("bolt-1@127.0.0.1")
                .hasMessageContaining("connection refused");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.dividedBy(2));
    }

    @Test
    void dialsAgainAfterThePeerCameBack() {
        bolt.onCall(Service.CONTROL, (from, request) -> request);
        PeerContact to = startBolt();
        acme.call(to, Service.CONTROL, bytes("x"), PATIENCE).join();
        bolt.close();

        TransportConfig again = new TransportConfig(to.address(), peers.ca().tls(identity("bolt")));
        NettyTransport reborn = peers.peer("bolt", again);
        reborn.onCall(Service.CONTROL, (from, request) -> bytes("back"));
        reborn.start();

        await().atMost(PATIENCE).ignoreExceptions().until(() -> new String(
                        acme.call(to, Service.CONTROL, bytes("x"), PATIENCE).join(), UTF_8)
                .equals("back"));
    }

    @Test
    void sayThatThePortIsTaken() {
        PeerAddress taken = acme.localAddress();
        NettyTransport second =
                peers.peer("late", new TransportConfig(taken, peers.ca().tls(identity("late"))));

        assertThatThrownBy(second::start)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("cannot listen on " + taken)
                .hasMessageContaining("in use");
    }

    @Test
    void closesAConnectionThatNobodyUsesAndDialsAgainWhenNeeded() {
        bolt.onCall(Service.CONTROL, (from, request) -> request);
        CountDownLatch release = new CountDownLatch(1);
        bolt.onCall(Service.OVERLAY, (from, request) -> {
            release.await();
            return request;
        });
        PeerContact to = startBolt();
        TransportLimits.Times times = TransportLimits.defaults().times();
        TransportLimits limits = TransportLimits.defaults()
                .with(new TransportLimits.Times(
                        times.connect(), times.handshake(), times.silence(), Duration.ofMillis(400), times.age()));
        NettyTransport core = peers.peer("core", peers.config("core").withLimits(limits));
        core.start();

        CompletableFuture<byte[]> pending = core.call(to, Service.OVERLAY, bytes("x"), PATIENCE);
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> core.endpoint().connections() == 1);
        release.countDown();
        assertThat(pending.join()).isEqualTo(bytes("x"));
        await().atMost(PATIENCE).until(() -> core.endpoint().connections() == 0);
        await().atMost(PATIENCE).until(() -> bolt.endpoint().connections() == 0);

        assertThat(core.call(to, Service.CONTROL, bytes("y"), PATIENCE).join()).isEqualTo(bytes("y"));
    }

    @Test
    void anOldConnectionTakesNoNewRequestsButFinishesItsOwn() {
        CountDownLatch release = new CountDownLatch(1);
        bolt.onCall(Service.CONTROL, (from, request) -> request);
        bolt.onCall(Service.OVERLAY, (from, request) -> {
            release.await();
            return request;
        });
        PeerContact to = startBolt();
        TransportLimits.Times times = TransportLimits.defaults().times();
        TransportLimits limits = TransportLimits.defaults()
                .with(new TransportLimits.Times(
                        times.connect(),
                        times.handshake(),
                        times.silence(),
                        Duration.ofMillis(200),
                        Duration.ofMillis(500)));
        NettyTransport core = peers.peer("core", peers.config("core").withLimits(limits));
        core.start();

        CompletableFuture<byte[]> pending = core.call(to, Service.OVERLAY, bytes("x"), PATIENCE);
        await().atMost(PATIENCE).until(() -> {
            core.call(to, Service.CONTROL, bytes("y"), PATIENCE).join();
            return core.endpoint().connections() == 2;
        });
        release.countDown();

        assertThat(pending.join()).isEqualTo(bytes("x"));
    }

    @Test
    void oneEndpointServesSeveralNetworksApart() {
        Endpoint endpoint = new Endpoint(peers.config("bolt"));
        PeerTransport trade = endpoint.transport(identity("bolt"));
        trade.onCall(Service.CONTROL, (from, request) -> bytes("trade"));
        endpoint.start();
        try (endpoint) {
            PeerContact to = new PeerContact(new PeerId("bolt-1"), endpoint.localAddress());
            assertThat(acme.call(to, Service.CONTROL, bytes("x"), PATIENCE).join())
                    .isEqualTo(bytes("trade"));
        }
    }
}
