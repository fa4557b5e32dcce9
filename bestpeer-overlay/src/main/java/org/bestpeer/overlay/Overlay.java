package org.bestpeer.overlay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The index of a network, held by all its peers together in a balanced tree (BATON, VLDB 2005). Thread-safe; futures
 * fail with {@link OverlayException} and run their continuations on the overlay's thread, which must not be blocked.
 */
public interface Overlay extends AutoCloseable {
    /** Asks the bootstrap for a place in the tree; with a place kept from before, takes it up again at once. */
    CompletableFuture<Void> join();

    /** Gives the place up, done when others hold what this peer held; its own entries are to be withdrawn before. */
    CompletableFuture<Void> leave();

    /**
     * Files entries of this peer, done when their holders have them. From the call on, this peer renews no promise for
     * older versions of them, and answers for these until they are withdrawn, also after their range moved.
     */
    CompletableFuture<Void> publish(List<Entry> entries);

    /** Takes back this peer's entries under these keys. */
    CompletableFuture<Void> withdraw(List<Key> keys);

    /** The entries under a key, of all publishers. */
    CompletableFuture<List<FoundEntry>> find(Key key);

    /** The entries under the keys of a range, in key order: all of them, or it fails. */
    CompletableFuture<List<FoundEntry>> find(KeyRange range);

    /** Where this peer stands in the tree; empty before it joined. */
    Optional<NodeReport> report();

    @Override
    void close();
}
