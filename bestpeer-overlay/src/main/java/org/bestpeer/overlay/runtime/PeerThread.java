package org.bestpeer.overlay.runtime;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bestpeer.overlay.env.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which a peer's protocol runs, with a bounded number of waiting messages. */
final class PeerThread implements Scheduler, Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerThread.class);
    private static final long STOP_SECONDS = 5;

    private final String name;
    private final int mailbox;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    PeerThread(String name, int mailbox) {
        this.name = name;
        this.mailbox = mailbox;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, "overlay-" + name.replace(' ', '-'));
            created.setDaemon(true);
            thread = created;
            return created;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    String name() {
        return name;
    }

    boolean isClosed() {
        return executor.isShutdown();
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /** Runs a step soon; false if too many wait already or the thread has stopped. */
    boolean offer(Runnable step) {
        if (waiting.incrementAndGet() > mailbox) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            executor.execute(() -> {
                waiting.decrementAndGet();
                run(step);
            });
            return true;
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            return false;
        }
    }

    @Override
    public void execute(Runnable step) {
        executor.execute(step);
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> future = executor.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("overlay of {} has stopped", name);
            return () -> {};
        }
    }

    private void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            // What the step did not do is repeated by whoever waits for it, or fails there.
            LOG.error("overlay of {}: a step failed: {}", name, e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("overlay of {} did not stop within {} s", name, STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
