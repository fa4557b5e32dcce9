package org.bestpeer.node.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Overlay;

/** The whole index, read from its holders for a person to look at. Thread-safe. */
public final class IndexListing {
    private final Overlay overlay;

    public IndexListing(Overlay overlay) {
        this.overlay = overlay;
    }

    /** Who shares which table: the entries of the table index. Fails as {@link #all}. */
    public List<ListedEntry> tables(Duration patience) {
        return await(List.of(find(IndexKind.TABLE)), patience);
    }

    /**
     * All entries that are there now, the kinds one after the other, each in the order of its keys.
     *
     * @throws BestPeerException if not all of the index could be read in that time
     */
    public List<ListedEntry> all(Duration patience) {
        List<CompletableFuture<List<ListedEntry>>> kinds = new ArrayList<>();
        for (IndexKind kind : IndexKind.values()) {
            kinds.add(find(kind));
        }
        return await(kinds, patience);
    }

    private CompletableFuture<List<ListedEntry>> find(IndexKind kind) {
        return overlay.find(IndexKeys.all(kind))
                .thenApply(found -> found.stream().map(e -> listed(kind, e)).toList());
    }

    private static ListedEntry listed(IndexKind kind, FoundEntry found) {
        IndexValue value = IndexValues.decode(found.entry().value());
        boolean ofColumn = kind != IndexKind.TABLE && value.getColumnsCount() == 1;
        return new ListedEntry(
                kind.name().toLowerCase(Locale.ROOT),
                value.getTable(),
                value.getColumn(),
                new ListedEntry.Source(
                        found.entry().publisher(),
                        value.getCompany(),
                        value.getLoadVersion(),
                        found.entry().version()),
                value.getRows(),
                ofColumn ? IndexValues.statistics(value).values().stream().findFirst() : Optional.empty());
    }

    private static List<ListedEntry> await(List<CompletableFuture<List<ListedEntry>>> kinds, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<ListedEntry> all = new ArrayList<>();
        try {
            for (CompletableFuture<List<ListedEntry>> kind : kinds) {
                all.addAll(kind.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            }
            return all;
        } catch (TimeoutException e) {
            throw new BestPeerException(ErrorCode.DEADLINE_EXCEEDED, "the index did not answer in time", e);
        } catch (ExecutionException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new BestPeerException(ErrorCode.OWNER_UNREACHABLE, "the index cannot be read: " + reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the statement was cancelled", e);
        }
    }
}
