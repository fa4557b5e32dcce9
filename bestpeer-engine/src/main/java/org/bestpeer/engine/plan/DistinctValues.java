package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.jspecify.annotations.Nullable;

/** How many different values a column has over all owners, of which each tells only its own number. */
final class DistinctValues {
    private static final int STEPS = 40;
    private static final double MOST_REPEATED = 1e4;

    private DistinctValues() {}

    /** One owner's share of the column. */
    record Share(double rows, ColumnStatistics column) {
        double values() {
            return Math.max(1, rows * (1 - column.nullFraction()));
        }
    }

    /** An estimate between the largest number and the sum of all. */
    static double together(List<Share> shares) {
        double sum = shares.stream().mapToDouble(s -> s.column.distinct()).sum();
        if (shares.size() < 2 || areApart(shares)) {
            return sum;
        }
        Share largest = shares.stream()
                .max(Comparator.comparingDouble(s -> s.column.distinct()))
                .orElseThrow();
        double values = shares.stream().mapToDouble(Share::values).sum();
        double drawn = drawn(largest.column.distinct(), largest.values(), values);
        return Math.max(largest.column.distinct(), Math.min(drawn, Math.min(sum, width(shares))));
    }

    private static boolean areApart(List<Share> shares) {
        List<ColumnRange> ranges = new ArrayList<>();
        for (Share share : shares) {
            ColumnStatistics column = share.column;
            if (column.min() == null || column.max() == null) {
                return false;
            }
            ranges.add(new ColumnRange("", column.min(), column.max()));
        }
        ranges.sort((a, b) -> compare(a.low(), b.low()));
        for (int i = 1; i < ranges.size(); i++) {
            if (!ranges.get(i - 1).isApartFrom(ranges.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static int compare(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null || (a.getClass() != b.getClass() && !(a instanceof Number && b instanceof Number))
                ? 0
                : ColumnRange.compare(a, b);
    }

    /** Whole numbers have no more values than there are between the bounds. */
    private static double width(List<Share> shares) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Share share : shares) {
            if (!(share.column.min() instanceof Number min && share.column.max() instanceof Number max)
                    || !isWhole(min)
                    || !isWhole(max)) {
                return Double.POSITIVE_INFINITY;
            }
            low = Math.min(low, min.doubleValue());
            high = Math.max(high, max.doubleValue());
        }
        return high - low + 1;
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer;
    }

    /** As if all owners drew their values from one urn: {@code distinct = size * (1 - exp(-values / size))}. */
    private static double drawn(double distinct, double values, double allValues) {
        double low = 0;
        double high = MOST_REPEATED;
        for (int i = 0; i < STEPS; i++) {
            double perValue = (low + high) / 2;
            if ((1 - Math.exp(-perValue)) / perValue > distinct / values) {
                low = perValue;
            } else {
                high = perValue;
            }
        }
        double size = values / high;
        return size * (1 - Math.exp(-allValues / size));
    }
}
