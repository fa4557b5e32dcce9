package org.bestpeer.benchmarks.overlay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bestpeer.overlay.sim.Trial;
import org.bestpeer.overlay.sim.scenario.Campaign.Seeds;

/** Runs the ordeals of many seeds on several threads; every hundredth twice, to see that it is the same again. */
public final class Trials {
    private static final int TWICE_EVERY = 100;
    private static final long PROGRESS_NANOS = 10_000_000_000L;

    private final Seeds seeds;
    private final int wanted;
    private final Consumer<String> progress;
    private final AtomicLong next;
    private final long began = System.nanoTime();
    private final List<Trial> broken = new ArrayList<>();
    private long runs;
    private long events;
    private long answered;
    private long unanswered;
    private long beyondBounds;
    private long told = began;

    private Trials(Seeds seeds, int wanted, Consumer<String> progress) {
        this.seeds = seeds;
        this.wanted = wanted;
        this.progress = progress;
        this.next = new AtomicLong(seeds.first());
    }

    /**
     * What came of it.
     *
     * @param runs number of seeds
     * @param events number of events, checked one by one
     * @param nanos time it took
     * @param answered look-ups that were answered, and rightly
     * @param unanswered look-ups that failed
     * @param beyondBounds seeds in which keepers of a range were cut off together and given up: judged leniently
     * @param broken the trials that broke something, by seed
     */
    public record Summary(
            long runs, long events, long nanos, long answered, long unanswered, long beyondBounds, List<Trial> broken) {
        public long eventsPerSecond() {
            return (long) (events * 1e9 / nanos);
        }
    }

    /**
     * Runs the seeds.
     *
     * @param wanted ends soon after so many have broken something
     */
    public static Summary run(Seeds seeds, int threads, int wanted, Consumer<String> progress)
            throws InterruptedException, ExecutionException {
        Trials trials = new Trials(seeds, wanted, progress);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(trials::work));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return trials.summary();
    }

    private void work() {
        long seed = next.getAndIncrement();
        while (seed <= seeds.last() && !isEnough()) {
            add(seed % TWICE_EVERY == 0 ? Trial.twice(seed) : Trial.of(seed));
            seed = next.getAndIncrement();
        }
    }

    private synchronized boolean isEnough() {
        return broken.size() >= wanted;
    }

    private synchronized void add(Trial trial) {
        runs++;
        events += trial.outcome().events();
        answered += trial.answered();
        unanswered += trial.unanswered();
        beyondBounds += trial.beyondBounds() ? 1 : 0;
        if (trial.violation().isPresent()) {
            broken.add(trial);
            progress.accept(trial.toString());
        }
        long now = System.nanoTime();
        if (now - told >= PROGRESS_NANOS) {
            told = now;
            long minutesLeft = (long) ((now - began) / 60e9 * (seeds.count() - runs) / runs);
            progress.accept("%d of %d seeds, %d events a second, %d broken, %d minutes left"
                    .formatted(runs, seeds.count(), (long) (events * 1e9 / (now - began)), broken.size(), minutesLeft));
        }
    }

    private synchronized Summary summary() {
        broken.sort(Comparator.comparingLong(Trial::seed));
        return new Summary(
                runs, events, System.nanoTime() - began, answered, unanswered, beyondBounds, List.copyOf(broken));
    }
}
