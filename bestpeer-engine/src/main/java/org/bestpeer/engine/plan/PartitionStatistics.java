package org.bestpeer.engine.plan;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.TableStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all owners' shares together. It takes time for each owner, and is the same until one of them publishes
 * others: the last are remembered. Thread-safe.
 */
final class PartitionStatistics {
    /** So many shares are remembered together: one has some kilobytes. */
    private static final int REMEMBERED = 4096;

    private final Cache<Shares, TableStatistics> known = CacheBuilder.newBuilder()
            .maximumWeight(REMEMBERED)
            .weigher((Shares shares, TableStatistics whole) -> 1 + shares.all().size())
            // One segment: otherwise none of them would take what is heavier than its part.
            .concurrencyLevel(1)
            .build();

    /** The owners' shares, by a number that is quick to find. */
    private record Shares(List<TableStatistics> all) {
        @Override
        public int hashCode() {
            double rows = 0;
            int columns = 0;
            for (TableStatistics share : all) {
                rows += share.rows();
                columns += share.columns().keySet().hashCode();
            }
            return Double.hashCode(rows) * 31 + columns;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Shares shares && all.equals(shares.all);
        }
    }

    TableStatistics whole(Placement placement) {
        Shares shares = new Shares(
                placement.partitions().stream().map(Partition::statistics).toList());
        TableStatistics whole = known.getIfPresent(shares);
        if (whole == null) {
            whole = whole(shares.all());
            known.put(shares, whole);
        }
        return whole;
    }

    private static TableStatistics whole(List<TableStatistics> shares) {
        Map<String, ColumnStatistics> columns = new HashMap<>();
        for (TableStatistics share : shares) {
            share.columns().forEach((name, column) -> columns.merge(name, column, PartitionStatistics::together));
        }
        columns.replaceAll((name, column) -> new ColumnStatistics(
                column.min(), column.max(), distinct(name, shares), column.nullFraction(), histogram(name, shares)));
        return new TableStatistics(
                shares.stream().mapToDouble(TableStatistics::rows).sum(),
                columns,
                JointShares.together(shares, columns));
    }

    private static double distinct(String column, List<TableStatistics> shares) {
        List<DistinctValues.Share> known = new ArrayList<>();
        for (TableStatistics share : shares) {
            ColumnStatistics statistics = share.columns().get(column);
            if (statistics != null && share.rows() > 0) {
                known.add(new DistinctValues.Share(share.rows(), statistics));
            }
        }
        return DistinctValues.together(known);
    }

    private static Histogram histogram(String column, List<TableStatistics> shares) {
        List<Histogram> histograms = new ArrayList<>();
        for (TableStatistics share : shares) {
            ColumnStatistics known = share.columns().get(column);
            if (share.rows() > 0 && (known == null || known.nullFraction() < 1)) {
                histograms.add(known == null ? Histogram.NONE : known.histogram(share.rows()));
            }
        }
        return Histogram.together(histograms);
    }

    private static ColumnStatistics together(ColumnStatistics a, ColumnStatistics b) {
        return new ColumnStatistics(
                outer(a.min(), b.min(), -1),
                outer(a.max(), b.max(), 1),
                a.distinct() + b.distinct(),
                (a.nullFraction() + b.nullFraction()) / 2);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object outer(@Nullable Object a, @Nullable Object b, int direction) {
        if (!(a instanceof Comparable) || !(b instanceof Comparable) || a.getClass() != b.getClass()) {
            return null;
        }
        return ((Comparable<Object>) a).compareTo(b) * direction >= 0 ? a : b;
    }
}
