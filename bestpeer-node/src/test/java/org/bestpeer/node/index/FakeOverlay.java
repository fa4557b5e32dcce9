package org.bestpeer.node.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.Overlay;
import org.bestpeer.overlay.OverlayException;
import org.jspecify.annotations.Nullable;

/** An index in one list; counts look-ups, gives every entry the same promise, and can be broken. */
final class FakeOverlay implements Overlay {
    final List<Entry> entries = new ArrayList<>();
    Duration promise = Duration.ofSeconds(3);
    int lookups;
    boolean broken;

    @Nullable
    Runnable onPublish;

    /** Runs after each look-up. */
    @Nullable
    Runnable onFind;

    @Override
    public CompletableFuture<Void> join() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> leave() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> publish(List<Entry> published) {
        for (Entry entry : published) {
            entries.removeIf(e -> e.key().equals(entry.key()) && e.publisher().equals(entry.publisher()));
            entries.add(entry);
        }
        if (onPublish != null) {
            onPublish.run();
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> withdraw(List<Key> keys) {
        entries.removeIf(entry -> keys.contains(entry.key()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<List<FoundEntry>> find(Key key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<List<FoundEntry>> find(KeyRange range) {
        lookups++;
        if (broken) {
            return CompletableFuture.failedFuture(new OverlayException("peer acme-1 does not answer"));
        }
        List<FoundEntry> found = entries.stream()
                .filter(entry -> range.contains(entry.key()))
                .map(entry -> new FoundEntry(entry, promise))
                .toList();
        if (onFind != null) {
            onFind.run();
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public Optional<NodeReport> report() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
