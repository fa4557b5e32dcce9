package org.bestpeer.node.index;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Overlay;
import org.jspecify.annotations.Nullable;

/**
 * What each owner published of all columns of a table, kept for some seconds. It serves estimates only: while it is asked
 * for anew, and where that fails, it is what it was before. Thread-safe.
 */
public final class TableSummaries {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Overlay overlay;
    private final LongSupplier nanoClock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * @param overlay where the entries are
     * @param nanoClock monotonic clock
     */
    public TableSummaries(Overlay overlay, LongSupplier nanoClock) {
        this.overlay = overlay;
        this.nanoClock = nanoClock;
    }

    private record Known(long askedAt, CompletableFuture<Map<String, TableStatistics>> asked) {}

    /** By publisher; complete unless the table was never asked for before. Never fails. */
    CompletableFuture<Map<String, TableStatistics>> find(String table) {
        Known current = known.get(table);
        if (current != null && nanoClock.getAsLong() - current.askedAt < FRESH.toNanos()) {
            return current.asked;
        }
        Known next = new Known(nanoClock.getAsLong(), ask(table, current));
        known.put(table, next);
        return current == null || next.asked.isDone() ? next.asked : current.asked;
    }

    /** The same, if the table was asked for before. */
    Map<String, TableStatistics> known(String table) {
        return known.containsKey(table) ? find(table).getNow(Map.of()) : Map.of();
    }

    private CompletableFuture<Map<String, TableStatistics>> ask(String table, @Nullable Known before) {
        Map<String, TableStatistics> fallback = before == null ? Map.of() : before.asked.getNow(Map.of());
        return overlay.find(IndexKeys.all(IndexKind.TABLE, table, ""))
                .thenApply(TableSummaries::byPublisher)
                .exceptionally(failure -> fallback);
    }

    private static Map<String, TableStatistics> byPublisher(List<FoundEntry> entries) {
        Map<String, TableStatistics> summaries = new HashMap<>();
        for (FoundEntry entry : entries) {
            IndexValue value = IndexValues.decode(entry.entry().value());
            summaries.put(
                    entry.entry().publisher().id().value(),
                    new TableStatistics(value.getRows(), IndexValues.statistics(value)));
        }
        return summaries;
    }
}
