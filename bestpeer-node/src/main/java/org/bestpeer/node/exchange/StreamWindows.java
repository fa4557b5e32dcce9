package org.bestpeer.node.exchange;

import java.util.concurrent.atomic.AtomicInteger;

/** How many pieces of rows may be under way on each stream that comes to this peer, so that all fit into memory. Thread-safe. */
public final class StreamWindows {
    private static final int MOST = 8;

    private final long bufferBytes;
    private final AtomicInteger open = new AtomicInteger();

    /** @param bufferBytes about what all streams together may hold of rows that nobody has taken yet */
    public StreamWindows(long bufferBytes) {
        this.bufferBytes = bufferBytes;
    }

    /** Another stream is opened; the more there are, the less each may have under way, but never nothing. */
    int opened() {
        int streams = open.incrementAndGet();
        return (int) Math.max(1, Math.min(MOST, bufferBytes / FragmentServer.PIECE / streams));
    }

    void closed() {
        open.decrementAndGet();
    }

    /** Streams whose rows are still awaited. */
    public int open() {
        return open.get();
    }
}
