package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.node.index.RealOverlay.Peer;
import org.bestpeer.overlay.PeerContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link LookupCacheTest}, with peers that send each other messages. */
class LookupCacheIT {
    private static final Duration PROMISE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ColumnRange LOW_IDS = new ColumnRange("id", 1L, 20L);
    private static final ColumnRange HIGH_IDS = new ColumnRange("id", 1000L, 2000L);

    private final List<PeerContact> used = new ArrayList<>();
    private RealOverlay overlay;
    private Peer bolt;
    private Peer asker;
    private OverlaySiteLocator locator;
    private Set<String> sharing = Set.of("acme", "bolt");
    private long now = System.nanoTime();

    @BeforeEach
    void twoOwnersOfTwoTables(@TempDir Path directory) throws Exception {
        overlay = new RealOverlay(directory);
        publish(overlay.join("acme"), "acme");
        bolt = overlay.join("bolt");
        publish(bolt, "bolt");
        List<Peer> others = List.of(overlay.join("corp"), overlay.join("dune"), overlay.join("echo"));
        // What a peer holds itself it finds without a message in any case.
        asker = others.stream()
                .filter(peer -> !peer.holds(IndexLookup.table("orders").range())
                        && !peer.holds(new IndexLookup(IndexKind.RANGE, "orders", "id").range()))
                .findFirst()
                .orElseThrow();
        locator = new OverlaySiteLocator(
                asker.overlay(),
                PROMISE,
                table -> sharing,
                () -> now,
                new OverlaySiteLocator.Estimates(
                        new Histograms(asker.overlay(), () -> now), new TableSummaries(asker.overlay(), () -> now)),
                (contact, version) -> used.add(contact));
    }

    @AfterEach
    void close() {
        overlay.close();
    }

    @Test
    void aCachedLookupCostsNoMessage() {
        // The first look-ups make the holder ask for the promises.
        await().atMost(PATIENCE).untilAsserted(() -> {
            now = System.nanoTime();
            assertThat(locate("orders", HIGH_IDS).pruned()).hasSize(2);
            locate("orders");
        });
        int first = asker.lookups().sent().get();
        for (int i = 0; i < 500; i++) {
            now += Duration.ofMillis(1).toNanos();
            locate("orders");
            locate("orders", HIGH_IDS);
        }
        assertThat(first).isGreaterThanOrEqualTo(2);
        assertThat(asker.lookups().sent()).hasValue(first);

        now += PROMISE.toNanos();
        locate("orders");
        assertThat(asker.lookups().sent()).as("too old").hasValueGreaterThan(first);
    }

    @Test
    void theContactOfAPublisherThatLeftIsUsedOnceAtMost() throws Exception {
        locate("orders");
        locate("parts", LOW_IDS);
        assertThat(used).contains(bolt.contact());
        bolt.leave();
        sharing = Set.of("acme");
        used.clear();

        locate("orders");
        assertThat(used).as("nobody has told yet").containsOnlyOnce(bolt.contact());
        // What a query does when an owner does not answer.
        locator.invalidate(List.of("orders"));
        used.clear();
        for (int i = 0; i < 10; i++) {
            locate("orders");
            locate("orders", LOW_IDS);
            locate("parts", LOW_IDS);
            locate("parts");
            now += Duration.ofSeconds(1).toNanos();
        }
        assertThat(used).isNotEmpty().doesNotContain(bolt.contact());
    }

    private static void publish(Peer peer, String company) throws Exception {
        IndexPublisher publisher = new IndexPublisher(peer.overlay(), peer.contact(), company, Clock.systemUTC());
        RealOverlay.get(publisher.publish(Orders.TABLE, 1, Orders.between(1, 100)));
        RealOverlay.get(publisher.publish(Orders.PARTS, 1, Orders.between(1, 100)));
    }

    private Placement locate(String table, ColumnRange... ranges) {
        ScanRequest request = new ScanRequest(table, List.of("id"), List.of(ranges));
        return locator.locate(List.of(request), PATIENCE).get(0);
    }
}
