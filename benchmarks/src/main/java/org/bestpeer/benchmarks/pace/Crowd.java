package org.bestpeer.benchmarks.pace;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that all ask for a time, each on a thread of its own. */
public final class Crowd {
    private static final int MOST_FAILURES = 5;
    private static final int FIRST_ROOM = 1 << 12;

    private Crowd() {}

    /** What one client saw. */
    private record Seen(long[] nanos, List<String> failures) {}

    /**
     * Lets all ask until the time is over; the answers that are under way then still count.
     *
     * @throws InterruptedException if the caller is interrupted
     */
    public static Pace ask(List<? extends Asker> askers, Duration time) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(askers.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Seen>> all = new ArrayList<>();
            for (Asker asker : askers) {
                all.add(threads.submit(() -> {
                    start.await();
                    return ask(asker, System.nanoTime() + time.toNanos());
                }));
            }
            long begun = System.nanoTime();
            start.countDown();
            List<Seen> seen = new ArrayList<>();
            for (Future<Seen> one : all) {
                seen.add(one.get());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Pace(
                    seen.stream()
                            .flatMapToLong(one -> Arrays.stream(one.nanos()))
                            .toArray(),
                    seconds,
                    seen.stream()
                            .flatMap(one -> one.failures().stream())
                            .limit(MOST_FAILURES)
                            .toList());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client ended", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Seen ask(Asker asker, long until) {
        long[] nanos = new long[FIRST_ROOM];
        int count = 0;
        List<String> failures = new ArrayList<>();
        for (long now = System.nanoTime(); now < until && failures.size() < MOST_FAILURES; ) {
            long started = now;
            try {
                asker.ask();
                now = System.nanoTime();
                nanos = count < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * count);
                nanos[count++] = now - started;
            } catch (SQLException e) {
                now = System.nanoTime();
                failures.add("%s %s".formatted(e.getSQLState(), e.getMessage()));
            }
        }
        return new Seen(Arrays.copyOf(nanos, count), failures);
    }
}
