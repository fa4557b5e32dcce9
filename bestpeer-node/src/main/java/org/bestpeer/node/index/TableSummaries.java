package org.bestpeer.node.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Overlay;

/** What each owner published of all columns of a table, kept for some seconds; for estimates only. Thread-safe. */
public final class TableSummaries {
    private final PublishedEstimates<TableStatistics> published;

    /**
     * @param overlay where the entries are
     * @param nanoClock monotonic clock
     */
    public TableSummaries(Overlay overlay, LongSupplier nanoClock) {
        this.published = new PublishedEstimates<>(overlay, (lookup, found) -> byPublisher(found), nanoClock);
    }

    /** By publisher. Only the first question for a table takes time. Never fails. */
    CompletableFuture<Map<String, TableStatistics>> find(String table) {
        return published.find(IndexLookup.table(table));
    }

    /** What is known of a table; nothing if it was never asked for. */
    Map<String, TableStatistics> known(String table) {
        return published.known(IndexLookup.table(table));
    }

    private static Map<String, TableStatistics> byPublisher(List<FoundEntry> entries) {
        Map<String, TableStatistics> summaries = new HashMap<>();
        for (FoundEntry entry : entries) {
            IndexValue value = IndexValues.decode(entry.entry().value());
            summaries.put(
                    entry.entry().publisher().id().value(),
                    new TableStatistics(value.getRows(), IndexValues.statistics(value), IndexValues.joint(value)));
        }
        return summaries;
    }
}
