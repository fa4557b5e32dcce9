package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.engine.placement.TableStatistics;

/**
 * The joint histograms of all owners' shares together. They count by where values lie among the owner's own, which says
 * something of all owners' values only where each has values from everywhere.
 */
final class JointShares {
    /** An owner has values from everywhere if no more of all values than that lie before its first, or after its last. */
    private static final double END = 0.2;

    private static final int CELLS = JointHistogram.SIDE * JointHistogram.SIDE;
    /** What does not depend on each other by more is left out. */
    private static final double LEAST = 0.3;

    private JointShares() {}

    private record Pair(String first, String second) {}

    /** @param whole what is known of each column over all shares */
    static List<JointHistogram> together(List<TableStatistics> shares, Map<String, ColumnStatistics> whole) {
        double rows = shares.stream().mapToDouble(TableStatistics::rows).sum();
        Map<Pair, double[]> sums = new LinkedHashMap<>();
        for (TableStatistics share : shares) {
            for (JointHistogram joint : share.joint()) {
                double[] sum =
                        sums.computeIfAbsent(new Pair(joint.first(), joint.second()), pair -> new double[CELLS + 1]);
                for (int i = 0; i < CELLS; i++) {
                    sum[i] += share.rows() / rows * joint.shares().get(i);
                }
                sum[CELLS] += share.rows() / rows;
            }
        }
        List<JointHistogram> together = new ArrayList<>();
        sums.forEach((pair, sum) -> {
            if (isEverywhere(pair.first, shares, whole) && isEverywhere(pair.second, shares, whole)) {
                together.add(of(pair, sum));
            }
        });
        together.removeIf(joint -> joint.dependence() < LEAST);
        together.sort(Comparator.comparingDouble(JointHistogram::dependence).reversed());
        return together;
    }

    /** Owners that say nothing of the pair have columns that do not depend on each other. */
    private static JointHistogram of(Pair pair, double[] sum) {
        double others = (1 - sum[CELLS]) / CELLS;
        return new JointHistogram(
                pair.first,
                pair.second,
                Arrays.stream(sum)
                        .limit(CELLS)
                        .mapToObj(share -> share + others)
                        .toList());
    }

    private static boolean isEverywhere(
            String column, List<TableStatistics> shares, Map<String, ColumnStatistics> whole) {
        ColumnStatistics all = whole.get(column);
        if (all == null) {
            return false;
        }
        Histogram histogram = all.histogram(1);
        return shares.stream().filter(share -> share.rows() > 0).allMatch(share -> Optional.ofNullable(
                        share.columns().get(column))
                .filter(own -> isEverywhere(own, histogram))
                .isPresent());
    }

    private static boolean isEverywhere(ColumnStatistics own, Histogram all) {
        Object min = own.min();
        Object max = own.max();
        double rows = all.rows();
        return min != null
                && max != null
                && !all.isEmpty()
                && all.knows(min)
                && all.knows(max)
                && all.rowsBelow(min) <= END * rows
                && all.rowsBelow(max) >= (1 - END) * rows;
    }
}
