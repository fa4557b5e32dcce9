package org.bestpeer.node.exchange;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Nonces seen lately. A full cache takes no more, so that none is forgotten while its request would still pass. */
final class NonceCache {
    private final int capacity;
    private final Duration kept;
    private final Set<ByteString> seen = new HashSet<>();
    private final Deque<Nonce> oldestFirst = new ArrayDeque<>();

    NonceCache(int capacity, Duration kept) {
        this.capacity = capacity;
        this.kept = kept;
    }

    /** Whether the nonce is new and was noted. */
    synchronized boolean note(ByteString nonce, Instant now) {
        while (!oldestFirst.isEmpty() && oldestFirst.peekFirst().at().plus(kept).isBefore(now)) {
            seen.remove(oldestFirst.removeFirst().value());
        }
        if (seen.size() >= capacity || !seen.add(nonce)) {
            return false;
        }
        oldestFirst.addLast(new Nonce(nonce, now));
        return true;
    }

    private record Nonce(ByteString value, Instant at) {}
}
