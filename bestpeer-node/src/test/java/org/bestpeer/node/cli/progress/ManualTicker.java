package org.bestpeer.node.cli.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Ticks when told to; its time passes when told to, too. */
final class ManualTicker implements Ticker, LongSupplier {
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Runnable> stopped = new ArrayList<>();
    private long nanos = 17;

    @Override
    public Runnable start(Runnable task) {
        tasks.add(task);
        return () -> stopped.add(task);
    }

    @Override
    public long getAsLong() {
        return nanos;
    }

    void pass(long milliseconds) {
        nanos += TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    void tick() {
        List.copyOf(tasks).stream().filter(task -> !stopped.contains(task)).forEach(Runnable::run);
    }

    /** A tick that was under way when its task was stopped. */
    void tickLate() {
        List.copyOf(tasks).forEach(Runnable::run);
    }

    boolean isIdle() {
        return stopped.containsAll(tasks);
    }
}
