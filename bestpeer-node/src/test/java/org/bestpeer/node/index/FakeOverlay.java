package org.bestpeer.node.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.Overlay;
import org.bestpeer.overlay.OverlayException;
import org.jspecify.annotations.Nullable;

/** An index in one list; counts look-ups (those of histograms apart), gives every entry the same promise, and can be broken. */
final class FakeOverlay implements Overlay {
    final List<Entry> entries = new ArrayList<>();
    final Clock clock = new Ticking();
    Duration promise = Duration.ofSeconds(3);
    int lookups;
    int histogramLookups;
    boolean silentHistograms;

    /** Kinds of the look-ups, but for those of histograms. */
    final List<IndexKind> asked = new ArrayList<>();

    boolean broken;

    /** If set, answers wait here. */
    @Nullable
    List<Runnable> held;

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
        if (range.low().at(0) == IndexKind.HISTOGRAM.tag()) {
            histogramLookups++;
            if (silentHistograms) {
                return new CompletableFuture<>();
            }
        } else {
            lookups++;
            Arrays.stream(IndexKind.values())
                    .filter(kind -> kind.tag() == range.low().at(0))
                    .forEach(asked::add);
        }
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
        if (held == null) {
            return CompletableFuture.completedFuture(found);
        }
        CompletableFuture<List<FoundEntry>> answer = new CompletableFuture<>();
        held.add(() -> answer.complete(found));
        return answer;
    }

    @Override
    public Optional<NodeReport> report() {
        return Optional.empty();
    }

    @Override
    public void close() {}

    /** Goes on by a millisecond with every look at it, so that publishers' versions differ. */
    private static final class Ticking extends Clock {
        private final AtomicLong millis = new AtomicLong();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.incrementAndGet());
        }
    }
}
