package org.bestpeer.benchmarks.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs fault cases in several networks at the same time, as most of their time is waiting. */
public final class Faults {
    private static final int LANES = 3;

    private final FaultsPlan plan;
    private final Path directory;
    private final Consumer<String> progress;
    private final FaultsResult result = new FaultsResult();
    private final AtomicInteger next = new AtomicInteger();

    private Faults(FaultsPlan plan, Path directory, Consumer<String> progress) {
        this.plan = plan;
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Runs cases.
     *
     * @param directory for what the peers keep
     * @param progress gets lines, from any thread
     */
    public static FaultsResult run(FaultsPlan plan, Path directory, Consumer<String> progress)
            throws InterruptedException {
        return new Faults(plan, directory, progress).run();
    }

    private FaultsResult run() throws InterruptedException {
        long start = System.nanoTime();
        ExecutorService executor = Executors.newCachedThreadPool();
        try (Buffers buffers = new Buffers()) {
            List<Future<?>> lanes = new ArrayList<>();
            int count = Math.min(LANES, plan.local());
            for (int i = 0; i < count; i++) {
                Path home = directory.resolve("network-" + i);
                lanes.add(executor.submit(work(() -> local(home))));
            }
            if (plan.kills() > 0) {
                lanes.add(executor.submit(work(this::processes)));
            }
            for (Future<?> lane : lanes) {
                lane.get();
            }
            result.buffers(buffers.leaked());
        } catch (ExecutionException e) {
            result.fail("the cases ended early: " + e.getCause());
        } finally {
            executor.shutdownNow();
        }
        result.took((System.nanoTime() - start) / 1e9);
        return result;
    }

    /** Work that may throw. */
    private interface Work {
        void run() throws Exception;
    }

    private static Callable<Boolean> work(Work work) {
        return () -> {
            work.run();
            return true;
        };
    }

    private void local(Path home) throws Exception {
        try (Lane lane = Lane.start(home, LocalPeer::start)) {
            progress.accept("batches for each question: " + lane.references());
            for (int i = next.getAndIncrement(); i < plan.local(); i = next.getAndIncrement()) {
                FaultCase given = FaultCase.draw(plan.seed(), plan.number(i));
                take(given, lane.run(given), false);
            }
        }
    }

    private void processes() throws Exception {
        try (Lane lane = Lane.start(directory.resolve("processes"), ChildPeer::start)) {
            for (int i = 0; i < plan.kills(); i++) {
                FaultCase given = FaultCase.drawKill(plan.seed(), i);
                take(given, lane.run(given), true);
            }
        }
    }

    private void take(FaultCase given, Verdict verdict, boolean isKill) {
        result.add(given, verdict, isKill);
        progress.accept("%s %s%s: %s".formatted(verdict.kind(), isKill ? "kill " : "", given, verdict.text()));
    }
}
