package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Histogram.Bucket;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.Key;
import org.junit.jupiter.api.Test;

class HistogramEntriesTest {
    private final FakeOverlay overlay = new FakeOverlay();
    private final IndexPublisher acme = Orders.publisher(overlay, "acme");
    private long now = 1;
    private final Histograms histograms = new Histograms(overlay, () -> now);

    @Test
    void bucketsAreFiledByTheirLowerBounds() {
        acme.publish(Orders.TABLE, 1, cutAt(-5L, 300L)).join();

        List<Key> keys = bucketEntries().stream().map(Entry::key).sorted().toList();
        assertThat(keys).hasSize(3);
        List<Object> lows = new ArrayList<>();
        for (Key key : keys) {
            KeyReader reader = new KeyReader(key);
            assertThat(reader.tag()).isEqualTo(IndexKind.HISTOGRAM.tag());
            assertThat(reader.name()).isEqualTo("orders");
            assertThat(reader.name()).isEqualTo("id");
            lows.add(reader.value(DataType.BIGINT));
            assertThat(reader.name()).isEqualTo("acme-1");
            assertThat(reader.atEnd()).isTrue();
        }
        assertThat(lows).containsExactly(-100L, -5L, 300L);
    }

    @Test
    void whatIsPublishedIsFoundByPublisher() {
        acme.publish(Orders.TABLE, 1, cutAt(-5L, 300L)).join();
        Orders.publisher(overlay, "bolt").publish(Orders.TABLE, 1, cutAt(7L)).join();

        assertThat(histograms.find("orders", "id").join())
                .isEqualTo(Map.of("acme-1", histogram(-5L, 300L), "bolt-1", histogram(7L)));
        assertThat(histograms.known("orders", "note")).isEmpty();
    }

    @Test
    void bucketsOfTheLoadBeforeAreTakenBack() {
        acme.publish(Orders.TABLE, 1, cutAt(-5L, 300L)).join();
        acme.publish(Orders.TABLE, 2, cutAt(8L)).join();

        assertThat(bucketEntries()).hasSize(2);
    }

    @Test
    void onlyTheNewestHistogramOfAPublisherCounts() {
        acme.publish(Orders.TABLE, 1, cutAt(-5L, 300L)).join();
        // A publisher that was restarted in between does not know the buckets it filed before.
        Orders.publisher(overlay, "acme").publish(Orders.TABLE, 2, cutAt(8L)).join();

        assertThat(bucketEntries()).hasSize(4);
        assertThat(histograms.find("orders", "id").join()).isEqualTo(Map.of("acme-1", histogram(8L)));
    }

    @Test
    void anAnnouncementLeavesTheHistogramsAsTheyAre() {
        acme.publish(Orders.TABLE, 1, cutAt(-5L, 300L)).join();
        List<Entry> before = bucketEntries();
        acme.announce(Orders.TABLE, 1, cutAt(8L)).join();

        assertThat(bucketEntries()).isEqualTo(before);
    }

    @Test
    void rowsBetweenBoundsDoNotMakeALoadWaitHoweverTheyAreSpread() {
        acme.publish(Orders.TABLE, 1, cutAt(-5L, 300L)).join();

        assertThat(acme.widens(Orders.TABLE, cutAt(8L))).isFalse();
    }

    @Test
    void aFailedLookupLeavesWhatWasKnown() {
        acme.publish(Orders.TABLE, 1, cutAt(7L)).join();
        histograms.find("orders", "id").join();
        overlay.broken = true;
        now += Duration.ofSeconds(11).toNanos();

        assertThat(histograms.find("orders", "id").join()).isEqualTo(Map.of("acme-1", histogram(7L)));
        assertThat(overlay.histogramLookups).isEqualTo(2);
    }

    @Test
    void whatWasKnownServesWhileItIsAskedForAnew() {
        acme.publish(Orders.TABLE, 1, cutAt(7L)).join();
        histograms.find("orders", "id").join();
        overlay.silentHistograms = true;
        now += Duration.ofSeconds(11).toNanos();

        assertThat(histograms.find("orders", "id")).isCompletedWithValue(Map.of("acme-1", histogram(7L)));
        assertThat(histograms.known("orders", "id")).isEqualTo(Map.of("acme-1", histogram(7L)));
    }

    @Test
    void theStatisticsOfTheTableTakeTheHistogramsThatWereLookedUp() {
        acme.publish(Orders.TABLE, 1, cutAt(-5L, 300L)).join();
        Orders.publisher(overlay, "bolt")
                .publish(Orders.TABLE, 1, Orders.between(1, 100))
                .join();
        histograms.find("orders", "id").join();
        TableStatistics statistics =
                new OverlayStatistics(new TableSummaries(overlay, () -> now), histograms).of("orders");

        Histogram id = statistics.columns().get("id").histogram();
        assertThat(id.buckets()).hasSize(4);
        assertThat(id.rows()).isEqualTo(400);
        assertThat(statistics.columns().get("note").histogram()).isEqualTo(Histogram.NONE);
        assertThat(overlay.histogramLookups).isEqualTo(1);
    }

    private List<Entry> bucketEntries() {
        return overlay.entries.stream()
                .filter(entry -> entry.key().at(0) == IndexKind.HISTOGRAM.tag())
                .toList();
    }

    /** 300 rows with ids from -100 to 1000. */
    private static TableStatistics cutAt(long... cuts) {
        ColumnStatistics id = new ColumnStatistics(-100L, 1000L, 300, 0, histogram(cuts));
        return new TableStatistics(300, Map.of("id", id));
    }

    private static Histogram histogram(long... cuts) {
        List<Bucket> buckets = new ArrayList<>();
        double each = 300.0 / (cuts.length + 1);
        for (int i = 0; i <= cuts.length; i++) {
            boolean last = i == cuts.length;
            buckets.add(new Bucket(i == 0 ? -100L : cuts[i - 1], last ? 1000L : cuts[i], last, each, each));
        }
        return new Histogram(buckets);
    }
}
