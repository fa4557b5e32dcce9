package org.bestpeer.engine.plan;

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

/** What is known of all owners' shares together. */
final class PartitionStatistics {
    private PartitionStatistics() {}

    static TableStatistics whole(@Nullable Placement placement) {
        if (placement == null) {
            return TableStatistics.UNKNOWN;
        }
        List<TableStatistics> shares =
                placement.partitions().stream().map(Partition::statistics).toList();
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
