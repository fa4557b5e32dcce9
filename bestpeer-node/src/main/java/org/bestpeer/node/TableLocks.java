package org.bestpeer.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Loads and statements that change a table, one after the other, in the order in which they came. Thread-safe. */
final class TableLocks {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Tables that the thread holds. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for tables; always in the order of their names, so that no two wait for each other.
     *
     * @throws BestPeerException DEADLINE_EXCEEDED if they are not free in time
     */
    Held hold(Collection<String> tables, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        Deque<ReentrantLock> held = new ArrayDeque<>();
        boolean complete = false;
        try {
            for (String table : new TreeSet<>(tables)) {
                ReentrantLock lock = locks.computeIfAbsent(table, name -> new ReentrantLock(true));
                Duration left = Duration.between(Instant.now(), deadline);
                if (!lock.tryLock(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS)) {
                    throw new BestPeerException(
                            ErrorCode.DEADLINE_EXCEEDED,
                            "table %s is still being changed by another load or statement; nothing was changed"
                                    .formatted(table));
                }
                held.push(lock);
            }
            complete = true;
            return () -> held.forEach(ReentrantLock::unlock);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the wait for other changes was interrupted", e);
        } finally {
            if (!complete) {
                held.forEach(ReentrantLock::unlock);
            }
        }
    }
}
