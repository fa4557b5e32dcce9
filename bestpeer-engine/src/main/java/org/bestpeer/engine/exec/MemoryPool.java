package org.bestpeer.engine.exec;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all statements and fragments of a node share. Thread-safe. */
public final class MemoryPool {
    private final long limit;
    private final AtomicLong reserved = new AtomicLong();

    /** @param limit bytes that may be reserved together */
    public MemoryPool(long limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("a memory pool of %d bytes".formatted(limit));
        }
        this.limit = limit;
    }

    /** Bytes that may be reserved together. */
    public long limit() {
        return limit;
    }

    /** Bytes that are reserved. */
    public long reserved() {
        return reserved.get();
    }

    /** Reserves so many bytes more, if there are so many. */
    boolean reserve(long bytes) {
        long before = reserved.get();
        while (before + bytes <= limit) {
            if (reserved.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = reserved.get();
        }
        return false;
    }

    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }
}
