package org.bestpeer.node.index;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.overlay.Overlay;

/**
 * The histograms that owners published, of the columns that queries restrict, kept for some seconds. They serve estimates
 * only, so a failed look-up leaves what was known before. Thread-safe.
 */
public final class Histograms {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MAX_COLUMNS = 1000;

    private final Overlay overlay;
    private final LongSupplier nanoClock;
    private final Map<IndexLookup, Known> known = new ConcurrentHashMap<>();

    public Histograms(Overlay overlay, LongSupplier nanoClock) {
        this.overlay = overlay;
        this.nanoClock = nanoClock;
    }

    /** By publisher, from the index if what is known is too old. Never fails. */
    CompletableFuture<Map<String, Histogram>> find(String table, String column) {
        IndexLookup lookup = new IndexLookup(IndexKind.HISTOGRAM, table, column);
        Known current = known.get(lookup);
        long now = nanoClock.getAsLong();
        if (current != null && now - current.askedAt < FRESH.toNanos()) {
            return current.asked;
        }
        Map<String, Histogram> before = current == null ? Map.of() : current.asked.getNow(Map.of());
        CompletableFuture<Map<String, Histogram>> asked = overlay.find(lookup.range())
                .thenApply(found -> BucketEntries.histograms(found).getOrDefault(column, Map.of()))
                .exceptionally(failure -> before);
        if (known.size() >= MAX_COLUMNS) {
            known.clear();
        }
        known.put(lookup, new Known(now, asked));
        return asked;
    }

    /** By publisher, as far as it was looked up before; asks nobody. */
    Map<String, Histogram> known(String table, String column) {
        Known current = known.get(new IndexLookup(IndexKind.HISTOGRAM, table, column));
        return current == null ? Map.of() : current.asked.getNow(Map.of());
    }

    private record Known(long askedAt, CompletableFuture<Map<String, Histogram>> asked) {}
}
