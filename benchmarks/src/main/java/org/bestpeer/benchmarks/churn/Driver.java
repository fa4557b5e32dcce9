package org.bestpeer.benchmarks.churn;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One thread on which everything is decided and counted, and others for what blocks. */
final class Driver implements AutoCloseable {
    private final Consumer<String> progress;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(daemon("driver"));
    private final ExecutorService blocking = Executors.newFixedThreadPool(4, daemon("driver-blocking"));

    Driver(Consumer<String> progress) {
        this.progress = progress;
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            return created;
        };
    }

    /** What failed here would otherwise be seen by nobody. */
    private Runnable reporting(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                progress.accept("the driver failed: " + e);
            }
        };
    }

    /** Calls back on the thread. */
    <T> void then(CompletableFuture<T> future, BiConsumer<T, Throwable> action) {
        var unused =
                future.whenComplete((value, failure) -> thread.execute(reporting(() -> action.accept(value, failure))));
    }

    void after(Duration delay, Runnable step) {
        var unused = thread.schedule(reporting(step), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Again and again until it is cancelled. */
    Future<?> every(Duration interval, Runnable step) {
        return thread.scheduleAtFixedRate(reporting(step), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** For what blocks. */
    Executor blocking() {
        return blocking;
    }

    /** Runs a step on the thread and waits for what it began. */
    <T> T await(Supplier<CompletableFuture<T>> step, Duration patience) throws InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                var unused = step.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a step of the driver failed: " + e, e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        blocking.shutdown();
    }
}
