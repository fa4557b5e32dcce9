package org.bestpeer.node.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.Overlay;

/**
 * Look-ups of the overlay, kept for as long as a promise lasts, counted from when the request was sent: a load that
 * changes who owns what becomes visible only after that (DESIGN 4.4). Thread-safe.
 */
final class IndexCache {
    private static final int MAX_LOOKUPS = 10_000;
    private static final Duration UNPROMISED = Duration.ofMillis(100);

    private final Overlay overlay;
    private final Duration promise;
    private final LongSupplier nanoClock;
    private final Map<KeyRange, Lookup> lookups = new HashMap<>();

    IndexCache(Overlay overlay, Duration promise, LongSupplier nanoClock) {
        this.overlay = overlay;
        this.promise = promise;
        this.nanoClock = nanoClock;
    }

    /** The entries of a range, from the cache while they are fresh. */
    CompletableFuture<List<CachedEntry>> find(KeyRange range) {
        long now = nanoClock.getAsLong();
        Lookup lookup;
        synchronized (lookups) {
            Lookup cached = lookups.get(range);
            if (cached != null && cached.usableAt(now, promise)) {
                return cached.entries();
            }
            if (lookups.size() >= MAX_LOOKUPS) {
                lookups.clear();
            }
            CompletableFuture<List<CachedEntry>> entries = new CompletableFuture<>();
            lookup = new Lookup(now, entries);
            lookups.put(range, lookup);
        }
        var unused = overlay.find(range).whenComplete((found, failure) -> {
            if (failure != null) {
                lookup.entries().completeExceptionally(failure);
            } else {
                lookup.complete(found);
            }
        });
        return lookup.entries();
    }

    /** Forgets a look-up, so that the next one asks the overlay. */
    void forget(KeyRange range) {
        synchronized (lookups) {
            lookups.remove(range);
        }
    }

    /** Forgets all look-ups. */
    void clear() {
        synchronized (lookups) {
            lookups.clear();
        }
    }

    /**
     * An entry with the time up to which its publisher promises that it is the newest.
     *
     * @param promisedUntil on the nanosecond clock; in the past if there is no promise
     */
    record CachedEntry(FoundEntry found, IndexValue value, long promisedUntil) {
        boolean promisedAt(long nanos) {
            return promisedUntil - nanos > 0;
        }
    }

    private record Lookup(long sentAt, CompletableFuture<List<CachedEntry>> entries) {
        boolean usableAt(long now, Duration promise) {
            if (entries.isCompletedExceptionally()) {
                return false;
            }
            // Entries without a promise cannot prune: a moment later their holder has had it renewed.
            boolean promised = !entries.isDone() || entries.join().stream().allMatch(entry -> entry.promisedAt(now));
            return now - sentAt < (promised ? promise : UNPROMISED).toNanos();
        }

        void complete(List<FoundEntry> found) {
            try {
                List<CachedEntry> cached = new ArrayList<>(found.size());
                for (FoundEntry entry : found) {
                    cached.add(new CachedEntry(
                            entry,
                            IndexValues.decode(entry.entry().value()),
                            sentAt + entry.promise().toNanos()));
                }
                entries.complete(List.copyOf(cached));
            } catch (RuntimeException e) {
                entries.completeExceptionally(e);
            }
        }
    }
}
