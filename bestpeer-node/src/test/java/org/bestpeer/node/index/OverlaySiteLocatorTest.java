package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Histogram.Bucket;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.overlay.PeerContact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverlaySiteLocatorTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeOverlay overlay = new FakeOverlay();
    private final List<PeerContact> contacts = new ArrayList<>();
    private final List<IndexKind> asked = overlay.asked;
    private Set<String> sharing = Set.of("acme", "bolt");
    private long now = 1;
    private final OverlaySiteLocator locator = new OverlaySiteLocator(
            overlay,
            Duration.ofSeconds(3),
            table -> sharing,
            () -> now,
            new OverlaySiteLocator.Estimates(
                    new Histograms(overlay, () -> now), new TableSummaries(overlay, () -> now)),
            (contact, version) -> contacts.add(contact));

    @BeforeEach
    void twoOwners() {
        Orders.publisher(overlay, "acme")
                .publish(Orders.TABLE, 4, Orders.between(1, 100))
                .join();
        Orders.publisher(overlay, "bolt")
                .publish(Orders.TABLE, 7, Orders.between(101, 200))
                .join();
    }

    @Test
    void asksEveryOwnerWhenNothingIsKnownOfThePredicate() {
        Placement placement = locate();

        assertThat(placement.partitions()).extracting(p -> p.site().company()).containsExactly("acme", "bolt");
        assertThat(placement.partitions()).extracting(p -> p.loadVersion()).containsExactly(4L, 7L);
        assertThat(placement.partitions())
                .extracting(p -> p.statistics().rows())
                .containsExactly(100.0, 100.0);
        assertThat(contacts).containsExactly(Orders.peer("acme"), Orders.peer("bolt"));
    }

    @Test
    void prunesOwnersWhosePromisedRangeExcludesThePredicate() {
        Placement placement = locate(new ColumnRange("id", 150L, 160L));

        assertThat(placement.partitions()).extracting(p -> p.site().company()).containsExactly("bolt");
        assertThat(placement.pruned()).containsExactly(new Site("acme-1", "acme"));
    }

    @Test
    void prunesOnlyWhileThePromiseLasts() {
        overlay.promise = Duration.ofMillis(500);
        locate(new ColumnRange("id", 150L, 160L));
        now += Duration.ofMillis(501).toNanos();
        overlay.promise = Duration.ZERO;

        assertThat(locate(new ColumnRange("id", 150L, 160L)).partitions()).hasSize(2);
    }

    @Test
    void looksAgainWhenOnlyAPromiseIsMissing() {
        overlay.promise = Duration.ZERO;
        overlay.onFind = () -> overlay.promise = Duration.ofSeconds(3);

        assertThat(locate(new ColumnRange("id", 150L, 160L)).partitions()).hasSize(1);
        assertThat(overlay.lookups).isEqualTo(2);
    }

    @Test
    void tellsWhatIsPromisedOfTheColumnsThatAreJoinedBy() {
        assertThat(promised(locateJoined()))
                .containsExactly(
                        Map.of("id", new ColumnRange("id", 1L, 100L)), Map.of("id", new ColumnRange("id", 101L, 200L)));
        assertThat(promised(locate())).containsExactly(Map.of(), Map.of());
    }

    @Test
    void tellsNothingOfRangesWithoutAnUnexpiredPromise() {
        overlay.promise = Duration.ofMillis(500);
        locateJoined();
        now += Duration.ofMillis(501).toNanos();
        overlay.promise = Duration.ZERO;

        assertThat(promised(locateJoined())).containsExactly(Map.of(), Map.of());
    }

    @Test
    void looksAgainForPromisesOfRangesThatLieApart() {
        overlay.promise = Duration.ZERO;
        overlay.onFind = () -> overlay.promise = Duration.ofSeconds(3);

        assertThat(promised(locateJoined())).doesNotContain(Map.of());
    }

    @Test
    void doesNotWaitForPromisesOfRangesThatOverlap() {
        Orders.publisher(overlay, "bolt")
                .publish(Orders.TABLE, 8, Orders.between(50, 200))
                .join();
        overlay.promise = Duration.ZERO;

        assertThat(promised(locateJoined())).containsExactly(Map.of(), Map.of());
        assertThat(overlay.lookups).isEqualTo(2);
    }

    private Placement locateJoined() {
        return locator.locate(List.of(new ScanRequest("orders", List.of("note"), List.of(), List.of("id"))), SECOND)
                .get(0);
    }

    private static List<Map<String, ColumnRange>> promised(Placement placement) {
        return placement.partitions().stream().map(p -> p.promised()).toList();
    }

    @Test
    void asksTheOverlayAgainWhenAPromiseCouldHaveRunOut() {
        locate();
        locate();
        assertThat(overlay.lookups).isEqualTo(1);

        now += Duration.ofSeconds(3).toNanos();
        locate();
        assertThat(overlay.lookups).isEqualTo(2);
    }

    @Test
    void intersectsSeveralRanges() {
        Placement placement = locate(new ColumnRange("id", 1L, 160L), new ColumnRange("note", "zz", null));

        assertThat(placement.partitions()).isEmpty();
        assertThat(placement.pruned()).hasSize(2);
    }

    @Test
    void namesTheCompanyOfAMissingOwner() {
        sharing = Set.of("acme", "bolt", "cord");

        Placement placement = locate();
        assertThat(placement.missing()).containsExactly("cord");
        assertThat(placement.partitions()).hasSize(2);
        assertThat(locate(new ColumnRange("id", 150L, 160L)).missing()).containsExactly("cord");

        sharing = Set.of("acme", "bolt");
        assertThat(locate().missing()).isEmpty();
    }

    @Test
    void looksAgainWhenTheSnapshotIsNewerThanTheCache() {
        locate();
        sharing = Set.of("acme", "bolt", "cord");
        Orders.publisher(overlay, "cord")
                .publish(Orders.TABLE, 1, Orders.between(5, 6))
                .join();

        assertThat(locate().partitions()).hasSize(3);
    }

    @Test
    void saysWhyTheIndexCannotBeRead() {
        overlay.broken = true;

        assertThatThrownBy(this::locate)
                .hasMessageContaining("table orders (shared by acme, bolt)")
                .hasMessageContaining("peer acme-1 does not answer");
    }

    @Test
    void invalidationSendsTheNextLookupToTheOverlay() {
        locate();
        locator.invalidate(List.of("orders"));
        locate();

        assertThat(overlay.lookups).isEqualTo(2);
    }

    @Test
    void theMostPreciseIndexAnswersAlone() {
        locate(new ColumnRange("id", 150L, 160L));
        assertThat(asked).containsExactly(IndexKind.RANGE);

        asked.clear();
        locate();
        assertThat(asked).containsExactly(IndexKind.COLUMN);

        asked.clear();
        locator.locate(List.of(new ScanRequest("orders", List.of(), List.of())), SECOND);
        assertThat(asked).containsExactly(IndexKind.TABLE);
    }

    @Test
    void withoutARangeEntryTheColumnIndexFindsTheOwner() {
        remove("acme", IndexKind.RANGE);
        Placement hit = locate(new ColumnRange("id", 50L, 160L));

        assertThat(hit.partitions()).extracting(p -> p.site().company()).containsExactly("acme", "bolt");
        assertThat(hit.partitions()).extracting(p -> p.loadVersion()).containsExactly(4L, 7L);
        assertThat(asked).containsExactly(IndexKind.RANGE, IndexKind.COLUMN);

        // Its entry of that column has the same bounds under the same promise.
        Placement miss = locate(new ColumnRange("id", 150L, 160L));
        assertThat(miss.pruned()).containsExactly(new Site("acme-1", "acme"));
    }

    @Test
    void withoutRangeAndColumnEntriesTheTableIndexFindsTheOwner() {
        remove("acme", IndexKind.RANGE);
        remove("acme", IndexKind.COLUMN);
        Placement placement = locate(new ColumnRange("id", 150L, 160L));

        assertThat(placement.partitions()).extracting(p -> p.site().company()).containsExactly("acme", "bolt");
        assertThat(asked).containsExactly(IndexKind.RANGE, IndexKind.COLUMN, IndexKind.TABLE);
    }

    @Test
    void thePruningOfTheRangeIndexStaysWhenAnotherOwnerIsFoundByTheTableIndex() {
        remove("bolt", IndexKind.RANGE);
        remove("bolt", IndexKind.COLUMN);
        Placement placement = locate(new ColumnRange("id", 500L, 600L));

        assertThat(placement.partitions()).extracting(p -> p.site().company()).containsExactly("bolt");
        assertThat(placement.pruned()).containsExactly(new Site("acme-1", "acme"));
    }

    @Test
    void oneOfSeveralRangesIsEnoughToPrune() {
        remove("acme", IndexKind.RANGE, "note");
        Placement placement = locate(new ColumnRange("note", "a", "c"), new ColumnRange("id", 150L, null));

        assertThat(placement.partitions()).extracting(p -> p.site().company()).containsExactly("bolt");
        assertThat(placement.pruned()).containsExactly(new Site("acme-1", "acme"));
    }

    @Test
    void anAnswerFromALessPreciseIndexIsCachedToo() {
        remove("acme", IndexKind.RANGE);
        locate(new ColumnRange("id", 150L, 160L));
        asked.clear();
        locate(new ColumnRange("id", 150L, 160L));

        assertThat(asked).isEmpty();
    }

    @Test
    void histogramsOfOwnersComeWithTheirPartitions() {
        Histogram halves =
                new Histogram(List.of(new Bucket(1L, 90L, false, 50, 50), new Bucket(90L, 100L, true, 50, 10)));
        TableStatistics even = Orders.between(1, 100);
        Orders.publisher(overlay, "acme")
                .publish(
                        Orders.TABLE,
                        5,
                        new TableStatistics(
                                100, Map.of("id", even.columns().get("id").withHistogram(halves))))
                .join();
        Placement placement = locate(new ColumnRange("id", 95L, 160L));

        assertThat(placement.partitions())
                .extracting(p -> p.statistics().columns().get("id").histogram())
                .containsExactly(halves, Histogram.NONE);
    }

    @Test
    void aSlowHistogramIsNotWaitedFor() {
        overlay.silentHistograms = true;

        assertThat(locate(new ColumnRange("id", 150L, 160L)).partitions()).hasSize(1);
    }

    private void remove(String company, IndexKind kind) {
        remove(company, kind, "");
    }

    private void remove(String company, IndexKind kind, String column) {
        overlay.entries.removeIf(entry -> entry.publisher().equals(Orders.peer(company))
                && entry.key().at(0) == kind.tag()
                && IndexValues.decode(entry.value()).getColumn().startsWith(column));
    }

    private Placement locate(ColumnRange... ranges) {
        ScanRequest request = new ScanRequest("orders", List.of("id"), List.of(ranges));
        return locator.locate(List.of(request), SECOND).get(0);
    }
}
