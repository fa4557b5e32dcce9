package org.bestpeer.benchmarks.churn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;

/** A peer of the overlay, in this process or in one of its own. Its futures fail as the overlay's do. */
interface Member {
    CompletableFuture<Void> join();

    CompletableFuture<Void> leave();

    /** Files entries with these versions. */
    CompletableFuture<Void> publish(Map<Key, Long> versions);

    CompletableFuture<Void> withdraw(List<Key> keys);

    CompletableFuture<List<Sighting>> find(KeyRange range);

    /** The keys that it holds; empty if it has no place. */
    CompletableFuture<Optional<KeyRange>> range();

    /** What its process uses. */
    CompletableFuture<Vitals> vitals();

    /** Ends it without a word to anybody. May block for a moment. */
    void kill();
}
