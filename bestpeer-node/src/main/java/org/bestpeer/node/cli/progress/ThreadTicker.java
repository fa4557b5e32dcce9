package org.bestpeer.node.cli.progress;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ticks on one thread, which does not keep the process alive and is not started before it is needed. */
public final class ThreadTicker implements Ticker {
    private final Duration first;
    private final Duration every;
    private final ScheduledThreadPoolExecutor thread;

    /**
     * A ticker.
     *
     * @param first time to the first tick
     * @param every time from the end of one tick to the next
     */
    public ThreadTicker(Duration first, Duration every) {
        this.first = first;
        this.every = every;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "progress");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Runnable start(Runnable task) {
        Future<?> ticks = thread.scheduleWithFixedDelay(task, first.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        return () -> ticks.cancel(false);
    }
}
