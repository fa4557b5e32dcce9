package org.bestpeer.node.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.node.index.IndexCache.CachedEntry;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.Overlay;
import org.bestpeer.overlay.PeerContact;

/**
 * Finds owners in the overlay: by the range index of each restricted column, else by the column index, else by the
 * table index (BestPeer++, data indexer). Owners found and pruned together are checked against the catalogue snapshot.
 */
public final class OverlaySiteLocator implements SiteLocator {
    private static final Duration RENEWAL = Duration.ofMillis(25);

    private final IndexCache cache;
    private final SharedTables shared;
    private final LongSupplier nanoClock;
    private final Consumer<PeerContact> contacts;

    /**
     * @param overlay where the entries are
     * @param promise how long a publisher's promise lasts at most
     * @param shared for the check that no owner is missing
     * @param nanoClock monotonic clock
     * @param contacts told of every publisher found, so that fragments reach it at its newest address
     */
    public OverlaySiteLocator(
            Overlay overlay,
            Duration promise,
            SharedTables shared,
            LongSupplier nanoClock,
            Consumer<PeerContact> contacts) {
        this.cache = new IndexCache(overlay, promise, nanoClock);
        this.shared = shared;
        this.nanoClock = nanoClock;
        this.contacts = contacts;
    }

    @Override
    public List<Placement> locate(List<ScanRequest> requests, Duration timeout) {
        long deadline = nanoClock.getAsLong() + timeout.toNanos();
        Map<ScanRequest, List<KeyRange>> wanted = new LinkedHashMap<>();
        requests.forEach(request -> wanted.computeIfAbsent(request, OverlaySiteLocator::lookupsFor));
        Set<KeyRange> all = new LinkedHashSet<>();
        wanted.values().forEach(all::addAll);
        Map<KeyRange, CompletableFuture<List<CachedEntry>>> answers = new LinkedHashMap<>();
        all.forEach(range -> answers.put(range, cache.find(range)));
        List<Placement> placements = new ArrayList<>(requests.size());
        for (ScanRequest request : requests) {
            placements.add(place(request, lookupsFor(request), answers, deadline));
        }
        return placements;
    }

    @Override
    public void invalidate(List<String> tables) {
        // Look-ups are few and short-lived: forgetting all of them is simpler than finding those of a table.
        cache.clear();
    }

    private Placement place(
            ScanRequest request,
            List<KeyRange> lookups,
            Map<KeyRange, CompletableFuture<List<CachedEntry>>> answers,
            long deadline) {
        Owners owners = gather(request, lookups, answers, deadline);
        if (owners.lackPromises()) {
            // The first look-up of an entry made its holder ask for the promise: it is there in a moment.
            pause(deadline);
            lookups.forEach(cache::forget);
            owners = gather(request, lookups, Map.of(), deadline);
        }
        if (!missing(request, owners).isEmpty()) {
            // The snapshot may be newer than what the cache holds, or an owner may not publish every column.
            KeyRange table = IndexKeys.all(IndexKind.TABLE, request.table(), "");
            cache.forget(table);
            owners.add(await(request, cache.find(table), deadline));
        }
        Set<String> missing = missing(request, owners);
        if (!missing.isEmpty()) {
            throw new BestPeerException(
                    ErrorCode.OWNER_MISSING,
                    ("table %s: company %s shares it but is not in the index, so the result would be incomplete;"
                                    + " repeat the query once its peer is back")
                            .formatted(request.table(), String.join(", ", missing)));
        }
        owners.contacts().forEach(contacts);
        return owners.placement();
    }

    private Owners gather(
            ScanRequest request,
            List<KeyRange> lookups,
            Map<KeyRange, CompletableFuture<List<CachedEntry>>> answers,
            long deadline) {
        Owners owners = new Owners(request, nanoClock.getAsLong());
        for (KeyRange lookup : lookups) {
            CompletableFuture<List<CachedEntry>> answer = answers.get(lookup);
            owners.add(await(request, answer == null ? cache.find(lookup) : answer, deadline));
        }
        return owners;
    }

    private void pause(long deadline) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(RENEWAL.toNanos(), deadline - nanoClock.getAsLong()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the statement was cancelled", e);
        }
    }

    private Set<String> missing(ScanRequest request, Owners owners) {
        Set<String> missing = new TreeSet<>(shared.companiesSharing(request.table()));
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

    /** The most precise look-ups that fit the scan. */
    private static List<KeyRange> lookupsFor(ScanRequest request) {
        if (!request.ranges().isEmpty()) {
            return request.ranges().stream()
                    .map(ColumnRange::column)
                    .distinct()
                    .map(column -> IndexKeys.all(IndexKind.RANGE, request.table(), column))
                    .toList();
        }
        return List.of(
                request.columns().isEmpty()
                        ? IndexKeys.all(IndexKind.TABLE, request.table(), "")
                        : IndexKeys.all(
                                IndexKind.COLUMN,
                                request.table(),
                                request.columns().get(0)));
    }
}
