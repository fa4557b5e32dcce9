package org.bestpeer.node.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.Overlay;
import org.jspecify.annotations.Nullable;

/** Statistics of whole tables, summed up from the owners' table entries; the first question waits for them briefly. */
public final class OverlayStatistics implements Statistics {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final Overlay overlay;
    private final LongSupplier nanoClock;
    private final Histograms histograms;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * @param overlay where the entries are
     * @param nanoClock monotonic clock
     * @param histograms used for columns that were restricted before; none is looked up for a whole table
     */
    public OverlayStatistics(Overlay overlay, LongSupplier nanoClock, Histograms histograms) {
        this.overlay = overlay;
        this.nanoClock = nanoClock;
        this.histograms = histograms;
    }

    @Override
    public TableStatistics of(String table) {
        Known current = known.get(table);
        if (current != null && nanoClock.getAsLong() - current.askedAt < FRESH.toNanos()) {
            return current.now();
        }
        TableStatistics before = current == null ? TableStatistics.UNKNOWN : current.now();
        KeyRange range = IndexKeys.all(IndexKind.TABLE, table, "");
        CompletableFuture<TableStatistics> asked =
                overlay.find(range).thenApply(found -> sum(table, found)).exceptionally(failure -> before);
        Known next = new Known(nanoClock.getAsLong(), asked, before);
        known.put(table, next);
        return current == null ? next.await(FIRST_WAIT) : next.now();
    }

    private TableStatistics sum(String table, List<FoundEntry> entries) {
        double rows = 0;
        Map<String, ColumnStatistics> columns = new HashMap<>();
        Map<String, List<Histogram>> spread = new HashMap<>();
        for (FoundEntry entry : entries) {
            IndexValue value = IndexValues.decode(entry.entry().value());
            String peer = entry.entry().publisher().id().value();
            double rowsSoFar = rows;
            IndexValues.statistics(value).forEach((column, statistics) -> {
                columns.merge(column, statistics, (a, b) -> union(a, rowsSoFar, b, value.getRows()));
                Map<String, Histogram> known = histograms.known(table, column);
                if (!known.isEmpty() && value.getRows() > 0 && statistics.nullFraction() < 1) {
                    ColumnStatistics own = statistics.withHistogram(known.getOrDefault(peer, Histogram.NONE));
                    spread.computeIfAbsent(column, name -> new ArrayList<>()).add(own.histogram(value.getRows()));
                }
            });
            rows += value.getRows();
        }
        spread.forEach((column, parts) ->
                columns.computeIfPresent(column, (name, known) -> known.withHistogram(Histogram.together(parts))));
        return entries.isEmpty() ? TableStatistics.UNKNOWN : new TableStatistics(rows, columns);
    }

    private static ColumnStatistics union(ColumnStatistics a, double aRows, ColumnStatistics b, double bRows) {
        Object min = smaller(a.min(), b.min());
        Object max = larger(a.max(), b.max());
        // Disjoint ranges have no value in common; overlapping ones are taken to have all of the fewer in common.
        boolean disjoint = a.max() != null
                && b.max() != null
                && a.min() != null
                && b.min() != null
                && (TypedValues.compare(a.max(), b.min()) < 0 || TypedValues.compare(b.max(), a.min()) < 0);
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
        return TypedValues.compare(left, right) <= 0 ? left : right;
    }

    private static @Nullable Object larger(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return TypedValues.compare(left, right) >= 0 ? left : right;
    }

    private record Known(long askedAt, CompletableFuture<TableStatistics> asked, TableStatistics before) {
        TableStatistics now() {
            return asked.getNow(before);
        }

        TableStatistics await(Duration timeout) {
            try {
                return asked.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                return before;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return before;
            }
        }
    }
}
