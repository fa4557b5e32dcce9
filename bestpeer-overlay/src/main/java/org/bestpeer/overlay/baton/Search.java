package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Side;
import org.jspecify.annotations.Nullable;

/**
 * Exact and range search. The search for a range goes from holder to holder; each says for which keys its answer is the
 * whole truth, and the search ends when these parts tile the range asked for. An exact search is that for one key.
 */
final class Search {
    private final Node node;
    private final Operations operations;
    private final Promises promises;

    Search(Node node, Operations operations, Promises promises) {
        this.node = node;
        this.operations = operations;
        this.promises = promises;
    }

    void find(KeyRange query, Completion<List<FoundEntry>> completion) {
        if (query.isEmpty()) {
            completion.done(List.of());
        } else {
            operations.start(new Scan(query, completion));
        }
    }

    /**
     * Answers a look-up of keys of a range.
     *
     * @param range what this peer holds, or what a silent neighbour holds of which it has a copy
     */
    void answer(BatonMessage.Forward forward, Task.Lookup task, KeyRange range) {
        Key end = smaller(range.high(), task.query().high());
        List<FoundEntry> found = new ArrayList<>();
        int bytes = 0;
        for (Map<PeerId, Versioned> group : node.entries.groups(new KeyRange(forward.target(), end))) {
            if (found.size() >= Settings.BATCH_ENTRIES || bytes >= Settings.BATCH_BYTES) {
                end = group.values().iterator().next().key();
                break;
            }
            for (Versioned entry : group.values()) {
                if (!entry.withdrawn()) {
                    Duration promise = task.silent() == null ? promises.lookedUp(entry) : Duration.ZERO;
                    found.add(new FoundEntry(entry.entry(), promise));
                    bytes += size(entry);
                }
            }
        }
        PeerContact next = end != null && Objects.equals(end, range.high()) && task.silent() == null
                ? node.links().adjacent(Side.RIGHT).map(NodeInfo::contact).orElse(null)
                : node.self;
        node.send(
                forward.origin(),
                new BatonMessage.Found(
                        forward.operation(),
                        new KeyRange(forward.target(), end),
                        found,
                        next,
                        forward.visited().size()));
    }

    static int size(Versioned entry) {
        return entry.key().length() + entry.entry().value().length + 100;
    }

    private static @Nullable Key smaller(@Nullable Key one, @Nullable Key other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? one : other;
    }

    private static final class Scan implements Operation {
        private final KeyRange query;
        private final Completion<List<FoundEntry>> completion;
        private final List<FoundEntry> found = new ArrayList<>();
        private Key cursor;
        private @Nullable PeerContact next;

        Scan(KeyRange query, Completion<List<FoundEntry>> completion) {
            this.query = query;
            this.completion = completion;
            this.cursor = query.low();
        }

        @Override
        public Key target() {
            return cursor;
        }

        @Override
        public Task task() {
            return new Task.Lookup(query, null);
        }

        @Override
        public Optional<PeerContact> firstHop() {
            return Optional.ofNullable(next);
        }

        @Override
        public Progress accept(BatonMessage answer) {
            next = null;
            if (!(answer instanceof BatonMessage.Found part)
                    || !part.covered().low().equals(cursor)
                    || part.covered().isEmpty()
                    || part.entries().stream().anyMatch(entry -> !part.covered()
                            .contains(entry.entry().key()))) {
                return Progress.NONE;
            }
            found.addAll(part.entries());
            Key covered = part.covered().high();
            if (covered == null || (query.high() != null && covered.compareTo(query.high()) >= 0)) {
                completion.done(List.copyOf(found));
                return Progress.FINISHED;
            }
            if (found.size() > Settings.MAX_RESULTS) {
                completion.failed(
                        "more than %d entries are in the range; ask for a smaller one".formatted(Settings.MAX_RESULTS));
                return Progress.FINISHED;
            }
            cursor = covered;
            next = part.next();
            return Progress.SOME;
        }

        @Override
        public void fail(String reason) {
            completion.failed(reason);
        }
    }
}
