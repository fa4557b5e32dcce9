package org.bestpeer.engine.exec;

import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What one statement at its home peer, or one fragment at an owner, may hold: memory up to its own limit, as long as the node has
 * some left. It is counted where rows are kept, about as they lie on the heap. Thread-safe; closing it gives everything back,
 * and who still wants some is told that the query is over.
 */
public final class Workspace implements AutoCloseable {
    private static final int MEGABYTE = 20;
    private static final int RESERVE = 4;
    private static final int LITTLE = 16;
    /** Who holds less than that does not write it: very small files are slow. */
    private static final long LEAST_WRITTEN = 256 << 10;

    private final long limit;
    private final MemoryPool pool;
    private final SpillArea spill;
    private long held;
    private long most;
    private boolean closed;

    /**
     * An empty one.
     *
     * @param limit bytes that it may hold
     * @param pool what all of the node hold together
     * @param spill where rows go that it may not hold; closed with it
     */
    public Workspace(long limit, MemoryPool pool, SpillArea spill) {
        if (limit <= 0) {
            throw new IllegalArgumentException("a workspace of %d bytes".formatted(limit));
        }
        this.limit = limit;
        this.pool = pool;
        this.spill = spill;
    }

    /** A workspace of its own memory, without any files. */
    public static Workspace of(long bytes) {
        return new Workspace(bytes, new MemoryPool(bytes), SpillArea.OFF);
    }

    /** Where rows go that it may not hold. */
    public SpillArea spill() {
        return spill;
    }

    /** Bytes that it may hold. */
    public long limit() {
        return limit;
    }

    /** Bytes that are held. */
    public synchronized long held() {
        return held;
    }

    /** The most bytes that were ever held at once. */
    public synchronized long most() {
        return most;
    }

    /**
     * Holds so many bytes more; fewer, if negative.
     *
     * @throws BestPeerException LIMIT_EXCEEDED if it may not hold so many, OUT_OF_MEMORY if the node has none left
     */
    public void hold(long bytes) {
        BestPeerException refused = take(bytes);
        if (refused != null) {
            throw refused;
        }
    }

    /** Holds so many bytes more, if it may. */
    public boolean tryHold(long bytes) {
        return take(bytes) == null;
    }

    /**
     * Holds so many bytes more for somebody who can write what he holds to {@link #spill}; false says that he should. The last
     * quarter is left to those who cannot, and to the next ones who hold something, of whom each gets a little in any case.
     *
     * @param own what he holds already
     * @throws BestPeerException as {@link #hold}, if he has too little to make room by writing it
     */
    public boolean reserve(long bytes, long own) {
        long little = limit / LITTLE;
        boolean fair = held() + bytes <= limit - limit / RESERVE || own + bytes <= little;
        if (!spill.isOn() || own < Math.min(little, LEAST_WRITTEN)) {
            hold(bytes);
            return true;
        }
        return fair && tryHold(bytes);
    }

    private synchronized @Nullable BestPeerException take(long bytes) {
        if (closed) {
            throw new BestPeerException(ErrorCode.CANCELLED, "the query is over");
        }
        if (bytes <= 0) {
            release(-bytes);
            return null;
        }
        if (held + bytes > limit) {
            return new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED,
                    ("query needs more than the %d MiB of memory it was given; filter or group more, or raise the limit"
                                    + " (limits.query-memory)")
                            .formatted(limit >> MEGABYTE));
        }
        if (!pool.reserve(bytes)) {
            return new BestPeerException(
                    ErrorCode.OUT_OF_MEMORY,
                    ("the queries that run use all of the %d MiB of memory that the peer has for them (limits.memory);"
                                    + " repeat this one later, or ask for less")
                            .formatted(pool.limit() >> MEGABYTE));
        }
        held += bytes;
        most = Math.max(most, held);
        return null;
    }

    /** Gives so many bytes back; nothing once it is closed. */
    public synchronized void release(long bytes) {
        if (!closed) {
            held -= bytes;
            pool.release(bytes);
        }
    }

    /** Gives all back. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                pool.release(held);
                held = 0;
            }
        }
        spill.close();
    }
}
