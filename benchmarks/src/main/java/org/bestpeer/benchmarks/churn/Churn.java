package org.bestpeer.benchmarks.churn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs it: all peers join; half of the churn; a rest; the other half; a rest. At each rest all room is filled, the tree
 * is whole, every peer looks everything up, which is compared and connects everybody with everybody, and what the
 * processes use is measured.
 */
public final class Churn {
    private static final Duration CHURN_INTERVAL = Duration.ofMillis(2500);
    private static final Duration WRITE_INTERVAL = Duration.ofMillis(200);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofSeconds(60);
    private static final Duration TO_BE_WHOLE = Duration.ofSeconds(90);

    private final ChurnPlan plan;
    private final Consumer<String> progress;
    private final long start = System.nanoTime();
    private final List<String> broken = new ArrayList<>();
    private final List<Rest> rests = new ArrayList<>();
    private final Driver driver = new Driver(this::broken);
    private final Traffic traffic;
    private final Random pace;

    /**
     * What was seen at a rest.
     *
     * @param driver what the driver's process uses, with the peers in it
     * @param processes what the others use together
     */
    public record Rest(Vitals driver, Vitals processes) {}

    private Churn(ChurnPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.traffic = new Traffic(driver, this::event, plan.seed());
        this.pace = new Random(plan.seed());
    }

    /** Runs a plan with files in a directory. */
    public static ChurnResult run(ChurnPlan plan, Path directory, Consumer<String> progress)
            throws InterruptedException {
        Churn churn = new Churn(plan, progress);
        try (Driver driver = churn.driver;
                Recruits recruits = new Recruits(directory)) {
            Population population = new Population(plan, recruits, driver, churn.traffic, churn::event);
            try {
                churn.phases(population);
            } finally {
                population.killAll();
            }
            return new ChurnResult(plan, churn.traffic, population, churn.rests, churn.broken);
        }
    }

    /** Deletes what a run left in its directory. */
    public static void delete(Path directory) {
        Recruits.delete(directory);
    }

    private void event(String what) {
        progress.accept("%7.1f s  %s".formatted((System.nanoTime() - start) / 1e9, what));
    }

    private void broken(String what) {
        event("BROKEN: " + what);
        synchronized (broken) {
            broken.add(what);
        }
    }

    private void phases(Population population) throws InterruptedException {
        rest(population);
        for (int half = 0; half < 2; half++) {
            Future<?> lookups = driver.every(
                    Duration.ofSeconds(1).dividedBy(plan.rate()), () -> traffic.lookUp(population.slots()));
            Future<?> writes = driver.every(WRITE_INTERVAL, () -> traffic.write(population.slots()));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.seconds()) / 2;
            driver.after(Duration.ZERO, () -> churn(population, end));
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            lookups.cancel(false);
            writes.cancel(false);
            rest(population);
        }
    }

    /** One event after the other, after random times, of which the mean is the interval. */
    private void churn(Population population, long end) {
        if (System.nanoTime() < end) {
            population.churn();
            double times = -Math.log(1 - pace.nextDouble());
            driver.after(Duration.ofMillis((long) (CHURN_INTERVAL.toMillis() * times)), () -> churn(population, end));
        }
    }

    private void rest(Population population) throws InterruptedException {
        awaitWhole(population);
        for (Slot slot : population.slots()) {
            List<String> wrong = driver.await(() -> traffic.lookUpAll(slot), STEP);
            wrong.forEach(what -> broken("at rest, %s: %s".formatted(slot, what)));
        }
        Stream<Member> separate =
                population.slots().stream().filter(slot -> slot.separate).map(Slot::present);
        List<CompletableFuture<Vitals>> asked = separate.map(Member::vitals).toList();
        Vitals processes =
                Vitals.sum(asked.stream().map(CompletableFuture::join).toList());
        rests.add(new Rest(Vitals.now(), processes));
        event("at rest: " + rests.get(rests.size() - 1));
    }

    /** Fills all room, until everybody is there, nothing is written any more, and the ranges tile all keys. */
    private void awaitWhole(Population population) throws InterruptedException {
        event("waiting until all are there and the tree is whole");
        long end = System.nanoTime()
                + TO_BE_WHOLE.toNanos()
                + TimeUnit.SECONDS.toNanos(population.slots().size());
        boolean whole = false;
        while (!whole && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            whole = driver.await(() -> isWhole(population), STEP);
        }
        if (!whole) {
            throw new IllegalStateException("the tree did not become whole; "
                    + population.slots().stream()
                            .filter(slot -> !slot.isUp() || slot.writing)
                            .map(slot -> "%s is %s".formatted(slot, slot.state))
                            .toList());
        }
    }

    private CompletableFuture<Boolean> isWhole(Population population) {
        population.fillAll();
        boolean calm = population.slots().stream().allMatch(slot -> slot.isUp() && !slot.writing)
                && traffic.lookups().open() == 0;
        return calm ? population.ring().thenApply(Ring::isWhole) : CompletableFuture.completedFuture(false);
    }
}
