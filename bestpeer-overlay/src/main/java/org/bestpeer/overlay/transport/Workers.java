package org.bestpeer.overlay.transport;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for handlers that may block: a bounded number for each service, so that one cannot starve another. Nothing is
 * queued, because a request that waits for one that waits for it would hang: what finds no thread is refused.
 */
final class Workers implements AutoCloseable {
    /** Code of the refusal. */
    static final String BUSY = "BUSY";

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int CANCELLERS = 2;

    private final Map<Integer, ExecutorService> pools = new HashMap<>();
    /** Queues at most one action for each action that a running stream registered. */
    private final ExecutorService cancellers;

    Workers(int perService) {
        for (Service service : Service.values()) {
            pools.put(
                    service.code(),
                    new ThreadPoolExecutor(
                            0,
                            perService,
                            30,
                            TimeUnit.SECONDS,
                            new SynchronousQueue<>(),
                            new DefaultThreadFactory(
                                    "bestpeer-" + service.name().toLowerCase(Locale.ROOT), true)));
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                CANCELLERS,
                CANCELLERS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("bestpeer-cancel", true));
        pool.allowCoreThreadTimeOut(true);
        cancellers = pool;
    }

    /** Runs a task of a service now; returns false if all its threads are taken. */
    boolean run(int service, Runnable task) {
        ExecutorService pool = pools.get(service);
        try {
            if (pool != null) {
                pool.execute(task);
            }
            return pool != null;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Runs the action of a cancelled stream soon. */
    void cancel(Runnable action) {
        try {
            cancellers.execute(action);
        } catch (RejectedExecutionException e) {
            // Only while the transport closes: the stream's own thread is interrupted then, this one has the time.
            action.run();
        }
    }

    /** Interrupts what runs, and gives it a moment to end. */
    @Override
    public void close() {
        cancellers.shutdown();
        pools.values().forEach(ExecutorService::shutdownNow);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        try {
            for (ExecutorService pool : pools.values()) {
                if (!pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("a request is still being served after the transport closed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
