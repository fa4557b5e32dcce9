package org.bestpeer.overlay.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.transport.PeerTransport;
import org.jspecify.annotations.Nullable;

/** A scheduler and peers on real threads and files, without sockets. */
final class RunningOverlay implements AutoCloseable {
    static final String NETWORK = "trade";
    static final Key KEY = Key.of("table/orders".getBytes(StandardCharsets.UTF_8));
    static final PeerContact BOOTSTRAP = new PeerContact(new PeerId("bootstrap"), new PeerAddress("localhost", 7000));
    static final Settings QUICK = new Settings(
            Duration.ofMillis(200),
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1));

    private static final int MAILBOX = 1000;

    private final Path directory;
    private final InMemoryNetwork network = new InMemoryNetwork(NETWORK);
    private final List<Member> running = new ArrayList<>();
    private @Nullable OverlayScheduler scheduler;
    private @Nullable PeerTransport bootstrap;

    RunningOverlay(Path directory) {
        this.directory = directory;
        startScheduler();
    }

    record Member(OverlayPeer overlay, PeerTransport transport, PeerContact contact) {
        List<FoundEntry> found() throws Exception {
            return get(overlay.find(KEY));
        }

        NodeReport report() {
            return overlay.report().orElseThrow();
        }

        boolean holdsKey() {
            return report().range().contains(KEY);
        }

        String links() {
            return String.join(" ", report().links());
        }

        void close() {
            overlay.close();
            transport.close();
        }
    }

    void startScheduler() {
        PeerTransport transport = transport("", BOOTSTRAP);
        scheduler = OverlayScheduler.create(
                new OverlayConfig(directory.resolve("scheduler"), QUICK, MAILBOX),
                BOOTSTRAP,
                NETWORK,
                false,
                transport);
        transport.start();
        bootstrap = transport;
    }

    void stopScheduler() {
        if (scheduler != null && bootstrap != null) {
            bootstrap.close();
            scheduler.close();
        }
    }

    PeerTransport transport(String company, PeerContact self) {
        return network.transport(company, self);
    }

    static PeerContact contact(int number, int port) {
        return new PeerContact(new PeerId("acme-" + number), new PeerAddress("localhost", port));
    }

    Member start(int number, int port) {
        PeerContact contact = contact(number, port);
        PeerTransport transport = transport("acme", contact);
        OverlayConfig config = new OverlayConfig(directory.resolve("overlay-" + number), QUICK, MAILBOX);
        OverlayPeer overlay = OverlayPeer.create(config, contact, BOOTSTRAP, NETWORK, transport);
        transport.start();
        Member started = new Member(overlay, transport, contact);
        running.add(started);
        return started;
    }

    /** Peers that start and join at once. */
    List<Member> joined(int count) throws Exception {
        List<Member> peers = new ArrayList<>();
        List<CompletableFuture<Void>> joins = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Member peer = start(i, 7000 + i);
            joins.add(peer.overlay.join());
            peers.add(peer);
        }
        for (CompletableFuture<Void> join : joins) {
            get(join);
        }
        return peers;
    }

    static void publishOneEach(List<Member> peers) throws Exception {
        for (Member peer : peers) {
            get(peer.overlay.publish(List.of(new Entry(KEY, peer.contact, 1, new byte[] {1}))));
        }
    }

    static Member holder(List<Member> peers) {
        return peers.stream().filter(Member::holdsKey).findFirst().orElseThrow();
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        running.forEach(Member::close);
        stopScheduler();
    }
}
