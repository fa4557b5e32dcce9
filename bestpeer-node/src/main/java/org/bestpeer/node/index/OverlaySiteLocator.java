package org.bestpeer.node.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.node.index.IndexCache.CachedEntry;
import org.bestpeer.overlay.Overlay;
import org.bestpeer.overlay.PeerContact;

/**
 * Finds owners in the overlay: by the range index of each restricted column, else by the column index, else by the
 * table index (BestPeer++, data indexer). Owners found and pruned together are checked against the catalogue snapshot.
 */
public final class OverlaySiteLocator implements SiteLocator {
    private static final Duration RENEWAL = Duration.ofMillis(25);
    /** A younger look-up would not find more. */
    private static final Duration OLD = Duration.ofMillis(100);

    private static final int MAX_KNOWN = 1_000;

    private static final Duration ESTIMATES_WAIT = Duration.ofMillis(100);

    /**
     * Where estimates are made from; no answer depends on them.
     *
     * @param histograms of columns
     * @param summaries of tables
     */
    public record Estimates(Histograms histograms, TableSummaries summaries) {}

    private final IndexCache cache;
    private final Cache<List<IndexLookup>, KnownOwners> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();
    private final SharedTables shared;
    private final LongSupplier nanoClock;
    private final Estimates estimates;
    private final ObjLongConsumer<PeerContact> contacts;

    /**
     * @param overlay where the entries are
     * @param promise how long a publisher's promise lasts at most
     * @param shared for the check that no owner is missing
     * @param nanoClock monotonic clock
     * @param estimates of the rows at the owners
     * @param contacts told of every owner to be asked, and of the version of its entry, so that fragments reach it at its
     *     newest address
     */
    public OverlaySiteLocator(
            Overlay overlay,
            Duration promise,
            SharedTables shared,
            LongSupplier nanoClock,
            Estimates estimates,
            ObjLongConsumer<PeerContact> contacts) {
        this.cache = new IndexCache(overlay, promise, nanoClock);
        this.shared = shared;
        this.nanoClock = nanoClock;
        this.estimates = estimates;
        this.contacts = contacts;
    }

    @Override
    public List<Placement> locate(List<ScanRequest> requests, Duration timeout) {
        long deadline = nanoClock.getAsLong() + timeout.toNanos();
        requests.forEach(this::ask);
        List<Owners> found = new ArrayList<>();
        requests.forEach(request -> found.add(find(request, deadline)));
        // Promises that ran out since the look-up may have been renewed.
        lookAgain(requests, found, OLD, deadline);
        if (found.stream().anyMatch(Owners::lackPromises)) {
            // The look-up of an entry made its holder ask for the promise: it is there in a moment.
            pause(deadline);
            lookAgain(requests, found, Duration.ZERO, deadline);
        }
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            placements.add(place(requests.get(i), found.get(i), deadline));
        }
        return placements;
    }

    /** Sends the first look-ups of a scan, so that those of all scans are under way before any is waited for. */
    private void ask(ScanRequest request) {
        for (IndexLookup lookup : IndexLookup.stepsFor(request).get(0)) {
            var unused = cache.find(lookup);
        }
        for (IndexLookup lookup : IndexLookup.ofKeys(request)) {
            var unused = cache.find(lookup);
        }
        for (ColumnRange range : request.ranges()) {
            var unused = estimates.histograms.find(request.table(), range.column());
        }
    }

    /** Where promises are lacking that would help; a promise that would not may run out. */
    private void lookAgain(List<ScanRequest> requests, List<Owners> found, Duration age, long deadline) {
        for (int i = 0; i < requests.size(); i++) {
            if (found.get(i).lackPromises()) {
                forget(requests.get(i), age);
                found.set(i, gather(requests.get(i), deadline));
            }
        }
    }

    private void forget(ScanRequest request, Duration age) {
        IndexLookup.stepsFor(request).forEach(step -> step.forEach(lookup -> cache.forget(lookup, age)));
        IndexLookup.ofKeys(request).forEach(lookup -> cache.forget(lookup, age));
    }

    @Override
    public void invalidate(List<String> tables) {
        // The contact of an owner that moved or left may stand in look-ups of any table: none of them is used again.
        cache.clear();
    }

    /** Forgets what is cached of these tables, because others share them from now on. */
    public void changed(Set<String> tables) {
        cache.forget(tables);
    }

    private Owners find(ScanRequest request, long deadline) {
        Owners owners = gather(request, deadline);
        // By now the cache knows which look-ups are outdated.
        return owners.known().disagree() ? gather(request, deadline) : owners;
    }

    private Placement place(ScanRequest request, Owners found, long deadline) {
        Owners owners = found;
        if (!missing(request, owners.known()).isEmpty()) {
            // The snapshot may be newer than what the cache holds.
            cache.forget(Set.of(request.table()));
            owners = gather(request, deadline);
        }
        owners.tell(contacts);
        return owners.placement(
                estimates.summaries.known(request.table()),
                column -> histogram(request.table(), column),
                missing(request, owners.known()));
    }

    /** The owners that the most precise index knows, and those that only a less precise one knows. */
    private Owners gather(ScanRequest request, long deadline) {
        List<IndexLookup> lookups = new ArrayList<>(IndexLookup.ofKeys(request));
        KnownOwners owners = new KnownOwners(List.of());
        for (List<IndexLookup> step : IndexLookup.stepsFor(request)) {
            lookups.addAll(step);
            owners = known(request, lookups, deadline);
            if (!owners.owners().isEmpty() && missing(request, owners).isEmpty()) {
                break;
            }
        }
        return new Owners(request, owners, nanoClock.getAsLong());
    }

    private KnownOwners known(ScanRequest request, List<IndexLookup> lookups, long deadline) {
        List<CompletableFuture<List<CachedEntry>>> asked =
                lookups.stream().map(cache::find).toList();
        List<List<CachedEntry>> answers =
                asked.stream().map(answer -> await(request, answer, deadline)).toList();
        KnownOwners before = known.getIfPresent(lookups);
        if (before != null && before.areOf(answers)) {
            return before;
        }
        KnownOwners owners = new KnownOwners(answers);
        known.put(List.copyOf(lookups), owners);
        return owners;
    }

    /** Nothing depends on a histogram, so a slow one is not waited for. */
    private Map<String, Histogram> histogram(String table, String column) {
        try {
            return estimates.histograms.find(table, column).get(ESTIMATES_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the statement was cancelled", e);
        }
    }

    private void pause(long deadline) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(RENEWAL.toNanos(), deadline - nanoClock.getAsLong()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the statement was cancelled", e);
        }
    }

    private Set<String> missing(ScanRequest request, KnownOwners owners) {
        Set<String> sharing = shared.companiesSharing(request.table());
        if (owners.companies().containsAll(sharing)) {
            return Set.of();
        }
        Set<String> missing = new TreeSet<>(sharing);
        missing.removeAll(owners.companies());
        return missing;
    }

    private List<CachedEntry> await(ScanRequest request, CompletableFuture<List<CachedEntry>> answer, long deadline) {
        try {
            return answer.get(Math.max(1, deadline - nanoClock.getAsLong()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unavailable(request, "the index did not answer in time", e);
        } catch (ExecutionException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw unavailable(request, "the index cannot be read: " + reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the statement was cancelled", e);
        }
    }

    private BestPeerException unavailable(ScanRequest request, String reason, Exception cause) {
        return new BestPeerException(
                ErrorCode.OWNER_UNREACHABLE,
                "table %s (shared by %s): %s"
                        .formatted(
                                request.table(),
                                String.join(", ", new TreeSet<>(shared.companiesSharing(request.table()))),
                                reason),
                cause);
    }
}
