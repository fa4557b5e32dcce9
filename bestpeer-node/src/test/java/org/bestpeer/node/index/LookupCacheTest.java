package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.node.index.IndexCache.CachedEntry;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a look-up costs, and when it is not answered from the cache. */
class LookupCacheTest {
    private static final Duration PROMISE = Duration.ofSeconds(3);
    private static final ColumnRange LOW_IDS = new ColumnRange("id", 1L, 20L);

    private final FakeOverlay overlay = new FakeOverlay();
    private final List<PeerContact> contacts = new ArrayList<>();
    private Set<String> sharing = Set.of("acme", "bolt");
    private long now = 1;
    private final OverlaySiteLocator locator = new OverlaySiteLocator(
            overlay,
            PROMISE,
            table -> sharing,
            () -> now,
            new OverlaySiteLocator.Estimates(
                    new Histograms(overlay, () -> now), new TableSummaries(overlay, () -> now)),
            (contact, version) -> contacts.add(contact));

    @BeforeEach
    void twoOwnersOfTwoTables() {
        for (String company : List.of("acme", "bolt")) {
            IndexPublisher publisher = Orders.publisher(overlay, company);
            publisher.publish(Orders.TABLE, 1, Orders.between(1, 100)).join();
            publisher.publish(Orders.PARTS, 1, Orders.between(1, 100)).join();
        }
    }

    @Test
    void aCachedLookupCostsNoMessage() {
        locate("orders");
        locate("orders", LOW_IDS);
        int first = overlay.lookups + overlay.histogramLookups;
        for (int i = 0; i < 1000; i++) {
            now += Duration.ofMillis(1).toNanos();
            locate("orders");
            locate("orders", LOW_IDS);
        }

        assertThat(first).isEqualTo(3);
        assertThat(overlay.lookups + overlay.histogramLookups).isEqualTo(first);
    }

    @Test
    void aLookupThatDoesNotPruneNeedsNoPromiseToBeKept() {
        overlay.promise = Duration.ZERO;
        locate("orders");
        now += Duration.ofMillis(1400).toNanos();
        locate("orders");
        assertThat(overlay.lookups).isEqualTo(1);

        now += PROMISE.toNanos();
        locate("orders");
        assertThat(overlay.lookups).isEqualTo(2);
    }

    @Test
    void aLookupThatIsUsedIsRenewedBeforeItsTimeIsOverAndNotWaitedFor() {
        IndexCache cache = new IndexCache(overlay, PROMISE, () -> now);
        CompletableFuture<List<CachedEntry>> first = cache.find(IndexLookup.table("orders"));
        List<Runnable> held = new ArrayList<>();
        overlay.held = held;
        now += Duration.ofSeconds(2).toNanos();
        assertThat(cache.find(IndexLookup.table("orders"))).isSameAs(first);
        assertThat(cache.find(IndexLookup.table("orders"))).isSameAs(first);
        assertThat(held).hasSize(1);

        held.forEach(Runnable::run);
        now += Duration.ofSeconds(2).toNanos();
        assertThat(cache.find(IndexLookup.table("orders"))).isNotSameAs(first).isCompleted();
    }

    @Test
    void aRenewedLookupIsNotKeptIfItWasForgottenMeanwhile() {
        IndexCache cache = new IndexCache(overlay, PROMISE, () -> now);
        cache.find(IndexLookup.table("orders")).join();
        List<Runnable> held = new ArrayList<>();
        overlay.held = held;
        now += Duration.ofSeconds(2).toNanos();
        cache.find(IndexLookup.table("orders")).join();
        leaves("bolt");
        cache.clear();
        held.forEach(Runnable::run);
        overlay.held = null;

        assertThat(cache.find(IndexLookup.table("orders")).join()).hasSize(1);
    }

    @Test
    void aLookupWhoseRenewalFailedIsUsedUntilItsTimeIsOver() {
        IndexCache cache = new IndexCache(overlay, PROMISE, () -> now);
        cache.find(IndexLookup.table("orders")).join();
        overlay.broken = true;
        now += Duration.ofSeconds(2).toNanos();
        assertThat(cache.find(IndexLookup.table("orders")).join()).hasSize(2);
        assertThat(cache.find(IndexLookup.table("orders")).join()).hasSize(2);

        now += Duration.ofSeconds(1).toNanos();
        assertThat(cache.find(IndexLookup.table("orders"))).isCompletedExceptionally();
    }

    @Test
    void aPromiseThatWouldNotPruneMayRunOut() {
        overlay.promise = Duration.ofMillis(500);
        locate("orders", LOW_IDS);
        now += Duration.ofSeconds(1).toNanos();

        assertThat(locate("orders", LOW_IDS).partitions()).hasSize(2);
        assertThat(overlay.lookups).isEqualTo(1);
    }

    @Test
    void aPromiseThatWouldPruneIsLookedUpAgainWhenItRanOut() {
        ColumnRange high = new ColumnRange("id", 150L, 160L);
        overlay.promise = Duration.ofMillis(500);
        assertThat(locate("orders", high).partitions()).isEmpty();
        now += Duration.ofSeconds(1).toNanos();

        assertThat(locate("orders", high).partitions()).isEmpty();
        assertThat(overlay.lookups).isEqualTo(2);
    }

    @Test
    void theContactOfAPublisherThatLeftIsUsedOnceAtMost() {
        locate("orders");
        locate("parts", LOW_IDS);
        contacts.clear();
        leaves("bolt");
        sharing = Set.of("acme");

        locate("orders");
        assertThat(contacts).as("nobody has told yet").containsOnlyOnce(Orders.peer("bolt"));
        locator.invalidate(List.of("orders"));

        contacts.clear();
        locate("orders");
        locate("parts", LOW_IDS);
        locate("parts");
        assertThat(contacts).isNotEmpty().doesNotContain(Orders.peer("bolt"));
    }

    @Test
    void aNoticeThatAPublisherLeftComesBeforeItsContactIsUsed() {
        locate("orders");
        contacts.clear();
        leaves("bolt");
        sharing = Set.of("acme");
        locator.invalidate(List.of());

        locate("orders");
        assertThat(contacts).containsExactly(Orders.peer("acme"));
    }

    @Test
    void aNoticeOfAChangedTableForgetsItsLookupsOnly() {
        locate("orders");
        locate("parts");
        locator.changed(Set.of("orders"));

        locate("parts");
        assertThat(overlay.lookups).isEqualTo(2);
        locate("orders");
        assertThat(overlay.lookups).isEqualTo(3);
    }

    @Test
    void aNewerEntryMakesOlderLookupsOfItsPublisherOutdated() {
        locate("orders", LOW_IDS);
        PeerContact moved = new PeerContact(new PeerId("bolt-1"), new PeerAddress("elsewhere", 7410));
        Orders.publisher(overlay, moved, "bolt")
                .publish(Orders.TABLE, 2, Orders.between(1, 100))
                .join();
        locate("orders");
        contacts.clear();

        Placement placement = locate("orders", LOW_IDS);

        assertThat(contacts).containsExactly(Orders.peer("acme"), moved);
        assertThat(placement.partitions())
                .extracting(partition -> partition.loadVersion())
                .containsExactly(1L, 2L);
    }

    @Test
    void versionsThatDisagreeInOneScanAreLookedUpAgain() {
        locate("orders", LOW_IDS);
        Orders.publisher(overlay, "bolt")
                .publish(Orders.TABLE, 2, Orders.between(101, 200))
                .join();

        Placement placement = locate("orders", LOW_IDS, new ColumnRange("note", "a", "b"));

        assertThat(placement.pruned()).extracting(site -> site.company()).containsExactly("bolt");
        assertThat(overlay.lookups).as("id, then note, then id again").isEqualTo(3);
    }

    @Test
    void aLookupUnderWayWhenItIsForgottenAnswersOnlyThoseWhoWait() {
        IndexCache cache = new IndexCache(overlay, PROMISE, () -> now);
        List<Runnable> held = new ArrayList<>();
        overlay.held = held;
        CompletableFuture<List<CachedEntry>> early = cache.find(IndexLookup.table("orders"));
        leaves("bolt");
        cache.clear();
        CompletableFuture<List<CachedEntry>> late = cache.find(IndexLookup.table("orders"));
        held.forEach(Runnable::run);

        assertThat(early.join()).hasSize(2);
        assertThat(late.join()).hasSize(1);
        assertThat(cache.find(IndexLookup.table("orders"))).isSameAs(late);
    }

    @Test
    void aFailedLookupIsNotKept() {
        IndexCache cache = new IndexCache(overlay, PROMISE, () -> now);
        overlay.broken = true;
        assertThat(cache.find(IndexLookup.table("orders"))).isCompletedExceptionally();
        overlay.broken = false;

        assertThat(cache.find(IndexLookup.table("orders")).join()).hasSize(2);
    }

    private void leaves(String company) {
        overlay.entries.removeIf(entry -> entry.publisher().equals(Orders.peer(company)));
    }

    private Placement locate(String table, ColumnRange... ranges) {
        ScanRequest request = new ScanRequest(table, List.of("id"), List.of(ranges));
        return locator.locate(List.of(request), Duration.ofSeconds(1)).get(0);
    }
}
