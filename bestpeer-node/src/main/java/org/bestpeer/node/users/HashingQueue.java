package org.bestpeer.node.users;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Password hashing is costly by design: few at once, some wait, the others are refused at once. Thread-safe. */
final class HashingQueue {
    private final int atOnce;
    private final int waiting;
    private final Semaphore running;
    private final AtomicInteger present = new AtomicInteger();

    HashingQueue(int atOnce, int waiting) {
        this.atOnce = atOnce;
        this.waiting = waiting;
        this.running = new Semaphore(atOnce, true);
    }

    <T> T run(Supplier<T> work) {
        if (present.incrementAndGet() > atOnce + waiting) {
            present.decrementAndGet();
            throw refused();
        }
        try {
            if (!running.tryAcquire(10, TimeUnit.SECONDS)) {
                throw refused();
            }
            try {
                return work.get();
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused();
        } finally {
            present.decrementAndGet();
        }
    }

    boolean isFull() {
        return present.get() >= atOnce + waiting;
    }

    private static BestPeerException refused() {
        return new BestPeerException(ErrorCode.OVERLOADED, "too many logins at once; try again in a moment");
    }
}
