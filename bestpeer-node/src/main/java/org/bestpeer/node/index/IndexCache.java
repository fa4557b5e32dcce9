package org.bestpeer.node.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.type.ValueOrder;
import org.bestpeer.node.wire.ColumnSummary;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Overlay;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups of the overlay, kept for as long as a promise lasts, counted from when the request was sent: a load that
 * changes who owns what becomes visible only after that. While they are kept they cost no message. They are forgotten
 * earlier by who finds one outdated. Thread-safe.
 */
final class IndexCache {
    private static final int MAX_LOOKUPS = 10_000;

    private final Overlay overlay;
    private final Duration promise;
    private final LongSupplier nanoClock;
    private final Map<IndexLookup, Lookup> lookups = new HashMap<>();
    /** Newest version seen of each publisher's entries on a table. */
    private final Map<Share, Long> newest = new HashMap<>();
    /** How often something newer of a table was seen. */
    private final Map<String, Integer> changes = new HashMap<>();

    IndexCache(Overlay overlay, Duration promise, LongSupplier nanoClock) {
        this.overlay = overlay;
        this.promise = promise;
        this.nanoClock = nanoClock;
    }

    /**
     * The entries asked for, from the cache while they are fresh. Those that will not be for long are asked for anew
     * meanwhile, so that what is asked again and again is never waited for.
     */
    CompletableFuture<List<CachedEntry>> find(IndexLookup question) {
        long now = nanoClock.getAsLong();
        Lookup kept;
        Lookup asked;
        synchronized (lookups) {
            kept = kept(question, now);
            if (kept != null && !kept.isToBeRenewed(now, promise)) {
                return kept.entries;
            }
            asked = new Lookup(now);
            if (kept == null) {
                keep(question, asked);
            } else {
                kept.renewing = true;
            }
        }
        ask(question, asked);
        if (kept == null) {
            return asked.entries;
        }
        var unused = asked.entries.thenRun(() -> {
            synchronized (lookups) {
                // Whoever forgot the one before does not want what was asked for before that.
                lookups.replace(question, kept, asked);
            }
        });
        return kept.entries;
    }

    private @Nullable Lookup kept(IndexLookup question, long now) {
        Lookup cached = lookups.get(question);
        return cached != null && cached.usableAt(now, promise) && !isOutdated(question, cached) ? cached : null;
    }

    private void keep(IndexLookup question, Lookup asked) {
        if (lookups.size() >= MAX_LOOKUPS) {
            lookups.clear();
            newest.clear();
        }
        lookups.put(question, asked);
    }

    private void ask(IndexLookup question, Lookup asked) {
        var unused = overlay.find(question.range()).whenComplete((found, failure) -> {
            if (failure != null) {
                asked.entries.completeExceptionally(failure);
            } else {
                note(question.table(), found);
                asked.complete(found);
            }
        });
    }

    private void note(String table, List<FoundEntry> found) {
        synchronized (lookups) {
            for (FoundEntry entry : found) {
                Share share = new Share(table, entry.entry().publisher().id());
                long version = entry.entry().version();
                Long before = newest.putIfAbsent(share, version);
                if (before != null && before < version) {
                    newest.put(share, version);
                    changes.merge(table, 1, Integer::sum);
                }
            }
        }
    }

    /** Whether another look-up found something newer of one of its publishers. */
    private boolean isOutdated(IndexLookup question, Lookup cached) {
        int seen = changes.getOrDefault(question.table(), 0);
        if (!cached.entries.isDone() || cached.comparedAt == seen) {
            return false;
        }
        boolean outdated = cached.entries.join().stream()
                .map(found -> found.found().entry())
                .anyMatch(entry -> entry.version()
                        < newest.getOrDefault(
                                new Share(question.table(), entry.publisher().id()), Long.MIN_VALUE));
        if (!outdated) {
            cached.comparedAt = seen;
        }
        return outdated;
    }

    /** Forgets a look-up if it was sent at least so long ago, so that the next one asks the overlay. */
    void forget(IndexLookup question, Duration age) {
        long now = nanoClock.getAsLong();
        synchronized (lookups) {
            lookups.computeIfPresent(question, (asked, lookup) -> now - lookup.sentAt >= age.toNanos() ? null : lookup);
        }
    }

    /** Forgets the look-ups of these tables. */
    void forget(Set<String> tables) {
        synchronized (lookups) {
            lookups.keySet().removeIf(question -> tables.contains(question.table()));
        }
    }

    /** Forgets all look-ups. */
    void clear() {
        synchronized (lookups) {
            lookups.clear();
        }
    }

    /**
     * An entry with the time up to which its publisher promises that it is the newest. Every query that a look-up serves goes through
     * the entries of all publishers, so what they say is decoded once.
     *
     * @param said what is decoded of the value
     * @param promisedUntil on the nanosecond clock; in the past if there is no promise
     */
    record CachedEntry(FoundEntry found, IndexValue value, Said said, long promisedUntil) {
        long version() {
            return found.entry().version();
        }

        boolean promisedAt(long nanos) {
            return promisedUntil - nanos > 0;
        }

        /** Whether none of the rows of which an entry of a single column speaks lies in a range of that column. */
        boolean liesOutside(ColumnRange range) {
            if (value.getRows() == 0) {
                return true;
            }
            return said.min != null
                    && said.max != null
                    && (isAbove(range.low(), said.max) || isAbove(said.min, range.high()));
        }

        private static boolean isAbove(@Nullable Object left, @Nullable Object right) {
            return left != null && right != null && ValueOrder.compare(left, right) > 0;
        }
    }

    /**
     * What an entry says of columns.
     *
     * @param statistics of each of them
     * @param min least value of the only column; null if there are more, or it is not known
     * @param max greatest value, likewise
     */
    record Said(Map<String, ColumnStatistics> statistics, @Nullable Object min, @Nullable Object max) {
        static Said of(IndexValue value) {
            Map<String, ColumnStatistics> statistics = Map.copyOf(IndexValues.statistics(value));
            if (value.getColumnsCount() != 1) {
                return new Said(statistics, null, null);
            }
            ColumnSummary only = value.getColumns(0);
            return new Said(statistics, TypedValues.decode(only.getMin()), TypedValues.decode(only.getMax()));
        }
    }

    private record Share(String table, PeerId publisher) {}

    private static final class Lookup {
        private final long sentAt;
        private final CompletableFuture<List<CachedEntry>> entries = new CompletableFuture<>();
        /** At which count of changes no entry was outdated; by who holds the lock. */
        private int comparedAt = -1;
        /** Whether it has been asked for anew; by who holds the lock. */
        private boolean renewing;

        Lookup(long sentAt) {
            this.sentAt = sentAt;
        }

        boolean usableAt(long now, Duration promise) {
            return !entries.isCompletedExceptionally() && now - sentAt < promise.toNanos();
        }

        boolean isToBeRenewed(long now, Duration promise) {
            return !renewing && entries.isDone() && now - sentAt > promise.toNanos() / 2;
        }

        void complete(List<FoundEntry> found) {
            try {
                List<CachedEntry> cached = new ArrayList<>(found.size());
                for (FoundEntry entry : found) {
                    IndexValue value = IndexValues.decode(entry.entry().value());
                    cached.add(new CachedEntry(
                            entry,
                            value,
                            Said.of(value),
                            sentAt + entry.promise().toNanos()));
                }
                entries.complete(List.copyOf(cached));
            } catch (RuntimeException e) {
                entries.completeExceptionally(e);
            }
        }
    }
}
