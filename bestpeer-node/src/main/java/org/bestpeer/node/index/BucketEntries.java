package org.bestpeer.node.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Histogram.Bucket;
import org.bestpeer.engine.type.ValueOrder;
import org.bestpeer.node.wire.ColumnSummary;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.FoundEntry;
import org.jspecify.annotations.Nullable;

/** Histograms to and from the index, where each bucket is an entry of its own. */
final class BucketEntries {
    private BucketEntries() {}

    /** What a bucket's entry says: its rows, and bounds and different values as those of a column. */
    static IndexValue value(IndexValue column, Bucket bucket) {
        ColumnStatistics summary = new ColumnStatistics(bucket.low(), bucket.high(), bucket.distinct(), 0);
        return column.toBuilder()
                .setRows(bucket.rows())
                .clearColumns()
                .addColumns(IndexValues.summary(column.getColumn(), summary))
                .build();
    }

    /**
     * The histograms in some entries: of each column that of each publisher. Buckets of a publisher's earlier histograms
     * may still be there; only the newest counts.
     */
    static Map<String, Map<String, Histogram>> histograms(List<FoundEntry> found) {
        Map<String, Map<String, Newest>> newest = new HashMap<>();
        for (FoundEntry entry : found) {
            IndexValue value = IndexValues.decode(entry.entry().value());
            newest.computeIfAbsent(value.getColumn(), column -> new TreeMap<>())
                    .computeIfAbsent(entry.entry().publisher().id().value(), peer -> new Newest())
                    .add(entry.entry().version(), value);
        }
        Map<String, Map<String, Histogram>> histograms = new HashMap<>();
        newest.forEach((column, publishers) -> {
            Map<String, Histogram> byPeer = new TreeMap<>();
            publishers.forEach((peer, buckets) -> byPeer.put(peer, buckets.histogram()));
            histograms.put(column, byPeer);
        });
        return histograms;
    }

    private static final class Newest {
        private final List<Bucket> buckets = new ArrayList<>();
        private long version = Long.MIN_VALUE;

        void add(long entryVersion, IndexValue value) {
            if (entryVersion > version) {
                buckets.clear();
                version = entryVersion;
            }
            Bucket bucket = bucket(value);
            if (entryVersion == version && bucket != null) {
                buckets.add(bucket);
            }
        }

        Histogram histogram() {
            List<Bucket> sorted = buckets.stream()
                    .sorted(Comparator.comparing(Bucket::low, ValueOrder::compare))
                    .toList();
            List<Bucket> all = new ArrayList<>(sorted);
            if (!all.isEmpty()) {
                Bucket last = all.remove(all.size() - 1);
                all.add(new Bucket(last.low(), last.high(), true, last.rows(), last.distinct()));
            }
            return new Histogram(all);
        }

        private static @Nullable Bucket bucket(IndexValue value) {
            if (value.getColumnsCount() != 1) {
                return null;
            }
            ColumnSummary summary = value.getColumns(0);
            Object low = TypedValues.decode(summary.getMin());
            Object high = TypedValues.decode(summary.getMax());
            return low == null || high == null
                    ? null
                    : new Bucket(low, high, false, value.getRows(), summary.getDistinct());
        }
    }
}
