package org.bestpeer.node.index;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.overlay.Overlay;

/**
 * The histograms that owners published, of the columns that queries restrict, kept for some seconds; for estimates only.
 * Thread-safe.
 */
public final class Histograms {
    private final PublishedEstimates<Histogram> published;

    /**
     * @param overlay where the entries are
     * @param nanoClock monotonic clock
     */
    public Histograms(Overlay overlay, LongSupplier nanoClock) {
        this.published = new PublishedEstimates<>(
                overlay,
                (lookup, found) -> BucketEntries.histograms(found).getOrDefault(lookup.column(), Map.of()),
                nanoClock);
    }

    /** By publisher. Only the first question for a column takes time. Never fails. */
    CompletableFuture<Map<String, Histogram>> find(String table, String column) {
        return published.find(lookup(table, column));
    }

    /** What is known of a column; nothing if it was never asked for. */
    Map<String, Histogram> known(String table, String column) {
        return published.known(lookup(table, column));
    }

    private static IndexLookup lookup(String table, String column) {
        return new IndexLookup(IndexKind.HISTOGRAM, table, column);
    }
}
