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

    private record Known(
            long askedAt, CompletableFuture<Map<String, TableStatistics>> asked, Map<String, TableStatistics> before) {
        Map<String, TableStatistics> now() {
            return asked.getNow(before);
        }
    }

    /** By publisher. Only the first question for a table takes time. Never fails. */
    CompletableFuture<Map<String, TableStatistics>> find(String table) {
        Known current = known.get(table);
        if (current == null) {
            return ask(table, Map.of()).asked;
        }
        return current.before.isEmpty() ? current.asked : CompletableFuture.completedFuture(known(table));
    }

    /** What is known of a table; nothing if it was never asked for. */
    Map<String, TableStatistics> known(String table) {
        Known current = known.get(table);
        if (current == null) {
            return Map.of();
        }
        boolean old = nanoClock.getAsLong() - current.askedAt >= FRESH.toNanos();
        return old ? ask(table, current.now()).now() : current.now();
    }

    private Known ask(String table, Map<String, TableStatistics> before) {
        CompletableFuture<Map<String, TableStatistics>> asked = overlay.find(IndexKeys.all(IndexKind.TABLE, table, ""))
                .thenApply(TableSummaries::byPublisher)
                .exceptionally(failure -> before);
        Known next = new Known(nanoClock.getAsLong(), asked, before);
        known.put(table, next);
        return next;
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
