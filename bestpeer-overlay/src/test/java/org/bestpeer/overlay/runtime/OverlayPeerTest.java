package org.bestpeer.overlay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.transport.PeerTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayPeerTest {
    private static final Settings QUICK = new Settings(
            Duration.ofMillis(200),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));

    private final Path directory;
    private final InMemoryNetwork network = new InMemoryNetwork("trade");
    private final List<Running> running = new ArrayList<>();

    OverlayPeerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private record Running(OverlayPeer overlay, PeerTransport transport, PeerContact contact) {
        void close() {
            overlay.close();
            transport.close();
        }
    }

    @AfterEach
    void stop() {
        running.forEach(Running::close);
    }

    private Running start(int number, int port) {
        PeerContact contact = new PeerContact(new PeerId("acme-" + number), new PeerAddress("localhost", port));
        PeerTransport transport = network.transport(contact);
        OverlayConfig config = new OverlayConfig(directory.resolve("overlay-" + number), QUICK, 1000);
        OverlayPeer overlay = OverlayPeer.create(config, contact, "trade", transport);
        transport.start();
        Running started = new Running(overlay, transport, contact);
        running.add(started);
        return started;
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static Key key(String text) {
        return Key.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Running> joined(int count) throws Exception {
        List<Running> peers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Running peer = start(i, 7000 + i);
            await(peer.overlay.join(peers.isEmpty() ? List.of() : List.of(peers.get(0).contact)));
            peers.add(peer);
        }
        return peers;
    }

    private static void publishOneEach(List<Running> peers) throws Exception {
        for (Running peer : peers) {
            await(peer.overlay.publish(List.of(new Entry(key("table/orders"), peer.contact, 1, new byte[] {1}))));
        }
    }

    @Test
    void entriesOfAllPeersAreFoundFromAllPeers() throws Exception {
        List<Running> peers = joined(6);
        publishOneEach(peers);
        for (Running peer : peers) {
            List<FoundEntry> found = await(peer.overlay.find(key("table/orders")));
            assertThat(found).hasSize(6);
            assertThat(await(peer.overlay.find(KeyRange.ALL))).hasSize(6);
            assertThat(peer.overlay.report().orElseThrow().links()).isNotEmpty();
        }
        await(peers.get(2).overlay.withdraw(List.of(key("table/orders"))));
        assertThat(await(peers.get(4).overlay.find(key("table/orders")))).hasSize(5);
    }

    @Test
    void aStoppedPeerIsMissedClearlyAndComesBackWithItsPlaceAndEntries() throws Exception {
        List<Running> peers = joined(4);
        publishOneEach(peers);
        Running holder = peers.stream()
                .filter(peer -> peer.overlay.report().orElseThrow().range().contains(key("table/orders")))
                .findFirst()
                .orElseThrow();
        Running asker =
                peers.stream().filter(peer -> !peer.equals(holder)).findFirst().orElseThrow();
        KeyRange range = holder.overlay.report().orElseThrow().range();
        holder.close();
        assertThatThrownBy(() -> await(asker.overlay.find(key("table/orders"))))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OverlayException.class)
                .hasMessageContaining(holder.contact.id().value());

        int number = peers.indexOf(holder) + 1;
        Running back = start(number, 7100 + number);
        await(back.overlay.join(List.of(asker.contact)));
        assertThat(back.overlay.report().orElseThrow().range()).isEqualTo(range);
        assertThat(await(asker.overlay.find(key("table/orders")))).hasSize(4);
    }

    @Test
    void commandsBeforeJoiningAndAfterClosingFail() throws Exception {
        Running alone = start(1, 7001);
        assertThat(alone.overlay.report()).isEmpty();
        assertThatThrownBy(() -> await(alone.overlay.find(KeyRange.ALL)))
                .hasCauseInstanceOf(OverlayException.class)
                .hasMessageContaining("join first");
        alone.close();
        assertThatThrownBy(() -> await(alone.overlay.find(KeyRange.ALL)))
                .hasCauseInstanceOf(OverlayException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void damagedStateIsRefusedWithItsFile() throws Exception {
        Files.write(directory.resolve("overlay-1"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> start(1, 7001))
                .isInstanceOf(OverlayException.class)
                .hasMessageContaining("overlay-1");
    }
}
