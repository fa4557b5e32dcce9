package org.bestpeer.overlay.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.bestpeer.overlay.transport.TestPeers.PATIENCE;
import static org.bestpeer.overlay.transport.TestPeers.identity;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bestpeer.overlay.PeerContact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passes on the wire, and what happens when it breaks. */
class WireIT {
    private static final Duration SILENCE = Duration.ofMillis(1500);
    private static final String MARKER = "MARKER-4711-readable";

    private final TestPeers peers = new TestPeers();
    private final NettyTransport acme = peers.peer("acme", peers.config("acme").withLimits(TestPeers.silence(SILENCE)));
    private final NettyTransport bolt = peers.peer("bolt", peers.config("bolt").withLimits(TestPeers.silence(SILENCE)));
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch senderCancelled = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> message = new AtomicReference<>();
    private @Nullable TapProxy tapped;

    @BeforeEach
    void start() throws Exception {
        bolt.onMessage(Service.OVERLAY, (from, payload) -> message.set(new String(payload, UTF_8)));
        bolt.onCall(Service.CONTROL, (from, request) -> request);
        bolt.onCall(Service.OVERLAY, (from, request) -> {
            never.await();
            return request;
        });
        bolt.onStream(Service.FRAGMENT, (from, request, out) -> {
            out.send(request);
            out.onCancel(senderCancelled::countDown);
            senderCancelled.await();
        });
        bolt.start();
        tapped = new TapProxy(bolt.localAddress());
    }

    @AfterEach
    void closeAll() throws Exception {
        never.countDown();
        peers.close();
        tap().close();
    }

    private TapProxy tap() {
        return Objects.requireNonNull(tapped);
    }

    private PeerContact throughTap() {
        return new PeerContact(identity("bolt").peer(), tap().address());
    }

    @Test
    void nothingIsReadableOnTheWire() {
        PeerContact to = throughTap();
        acme.send(to, Service.OVERLAY, MARKER.getBytes(UTF_8));
        acme.call(to, Service.CONTROL, MARKER.getBytes(UTF_8), PATIENCE).join();
        try (PeerTransport.IncomingStream stream =
                acme.open(to, Service.FRAGMENT, MARKER.getBytes(UTF_8), 1, PATIENCE)) {
            assertThat(stream.next()).isEqualTo(MARKER.getBytes(UTF_8));
        }
        await().atMost(PATIENCE).until(() -> MARKER.equals(message.get()));

        assertThat(tap().seen()).hasSizeGreaterThan(1000);
        // Certificates are encrypted in TLS 1.3: of all names only the network asked for can be seen.
        assertThat(new String(tap().seen(), ISO_8859_1)).doesNotContain(MARKER, "acme", "bolt-1");
    }

    @Test
    void whatIsPendingFailsWhenTheLineIsCutWithoutWaitingForSilence() throws Exception {
        assertThat(failPending(line -> {
                    try {
                        line.cut();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .doesNotContain("silent");
    }

    @Test
    void whatIsPendingFailsSoonWhenTheFarEndGoesSilent() throws Exception {
        long start = System.nanoTime();

        assertThat(failPending(TapProxy::silence)).contains("it was silent for 1500 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    /** What the pending stream and call fail with. */
    private String failPending(Consumer<TapProxy> fault) throws Exception {
        PeerContact to = throughTap();
        CompletableFuture<byte[]> call = acme.call(to, Service.OVERLAY, new byte[1], Duration.ofMinutes(1));
        PeerTransport.IncomingStream stream = acme.open(to, Service.FRAGMENT, new byte[1], 4, Duration.ofMinutes(1));
        assertThat(stream.next()).hasSize(1);

        fault.accept(tap());

        TransportException failure = catchThrowableOfType(TransportException.class, stream::next);
        assertThat(failure).hasMessageContaining("bolt-1@127.0.0.1");
        assertThatThrownBy(call::join).hasCause(failure);
        assertThat(senderCancelled.await(10, TimeUnit.SECONDS)).isTrue();
        return String.valueOf(failure.getMessage());
    }

    @Test
    void aQuietConnectionStaysOpen() {
        PeerContact to = throughTap();
        acme.call(to, Service.CONTROL, new byte[1], PATIENCE).join();
        CompletableFuture<byte[]> pending = acme.call(to, Service.OVERLAY, new byte[1], PATIENCE);

        await().during(SILENCE.multipliedBy(2)).atMost(PATIENCE).until(() -> !pending.isDone());
        never.countDown();
        assertThat(pending.join()).hasSize(1);
    }

    @Test
    void dropsMessagesInsteadOfBlockingWhenTheFarEndDoesNotTakeThem() {
        PeerContact to = throughTap();
        acme.call(to, Service.CONTROL, new byte[1], PATIENCE).join();
        tap().silence();

        byte[] message = new byte[1_000_000];
        // A sender that waits would wait for ever.
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (int i = 0; i < 2000; i++) {
                acme.send(to, Service.OVERLAY, message);
            }
        });
    }
}
