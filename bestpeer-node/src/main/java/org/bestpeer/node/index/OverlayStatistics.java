package org.bestpeer.node.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.ValueOrder;
import org.jspecify.annotations.Nullable;

/** Statistics of whole tables, summed up from what the owners say; the first question waits for them briefly. */
public final class OverlayStatistics implements Statistics {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final TableSummaries summaries;
    private final Histograms histograms;

    /**
     * @param summaries of the tables
     * @param histograms used for columns that were restricted before; none is looked up for a whole table
     */
    public OverlayStatistics(TableSummaries summaries, Histograms histograms) {
        this.summaries = summaries;
        this.histograms = histograms;
    }

    @Override
    public TableStatistics of(String table) {
        return sum(table, await(summaries.find(table)));
    }

    private static Map<String, TableStatistics> await(CompletableFuture<Map<String, TableStatistics>> asked) {
        try {
            return asked.get(FIRST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private TableStatistics sum(String table, Map<String, TableStatistics> byPublisher) {
        double rows = 0;
        Map<String, ColumnStatistics> columns = new HashMap<>();
        Map<String, List<Histogram>> spread = new HashMap<>();
        for (Map.Entry<String, TableStatistics> owner : byPublisher.entrySet()) {
            double more = owner.getValue().rows();
            double rowsSoFar = rows;
            owner.getValue().columns().forEach((column, statistics) -> {
                columns.merge(column, statistics, (a, b) -> union(a, rowsSoFar, b, more));
                Map<String, Histogram> known = histograms.known(table, column);
                if (!known.isEmpty() && more > 0 && statistics.nullFraction() < 1) {
                    ColumnStatistics own = statistics.withHistogram(known.getOrDefault(owner.getKey(), Histogram.NONE));
                    spread.computeIfAbsent(column, name -> new ArrayList<>()).add(own.histogram(more));
                }
            });
            rows += more;
        }
        spread.forEach((column, parts) ->
                columns.computeIfPresent(column, (name, known) -> known.withHistogram(Histogram.together(parts))));
        return byPublisher.isEmpty() ? TableStatistics.UNKNOWN : new TableStatistics(rows, columns);
    }

    private static ColumnStatistics union(ColumnStatistics a, double aRows, ColumnStatistics b, double bRows) {
        Object min = smaller(a.min(), b.min());
        Object max = larger(a.max(), b.max());
        // Disjoint ranges have no value in common; overlapping ones are taken to have all of the fewer in common.
        boolean disjoint = a.max() != null
                && b.max() != null
                && a.min() != null
                && b.min() != null
                && (ValueOrder.compare(a.max(), b.min()) < 0 || ValueOrder.compare(b.max(), a.min()) < 0);
        double distinct = disjoint ? a.distinct() + b.distinct() : Math.max(a.distinct(), b.distinct());
        double rows = Math.max(1, aRows + bRows);
        return new ColumnStatistics(min, max, distinct, (a.nullFraction() * aRows + b.nullFraction() * bRows) / rows);
    }

    /** The wider of two: whatever lies in either lies in it. */
    static ColumnStatistics cover(ColumnStatistics a, ColumnStatistics b) {
        return new ColumnStatistics(
                smaller(a.min(), b.min()),
                larger(a.max(), b.max()),
                Math.max(a.distinct(), b.distinct()),
                Math.min(a.nullFraction(), b.nullFraction()));
    }

    private static @Nullable Object smaller(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return ValueOrder.compare(left, right) <= 0 ? left : right;
    }

    private static @Nullable Object larger(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return ValueOrder.compare(left, right) >= 0 ? left : right;
    }
}
