package org.bestpeer.benchmarks.overload;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bestpeer.node.Activity;
import org.bestpeer.node.Demo;
import org.bestpeer.node.DemoSettings;
import org.bestpeer.node.Peer;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchSplit;

/**
 * Asks a small network of this process for much more at once than it can do at once. Each statement ends with the right rows or a
 * clear refusal, and soon after the last one nothing is left of any.
 */
public final class Overload {
    private static final String PASSWORD = "correct horse battery";
    private static final long LEFT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MINUTES = 20;
    private static final int MEGABYTE = 20;
    private static final int TIMERS = 4;
    private static final int FEW = 10;
    private static final int LOGINS_AT_ONCE = 4;

    private final OverloadPlan plan;
    private final Demo demo;
    private final Consumer<String> log;
    private final Tally tally = new Tally();
    private long begun;

    private Overload(OverloadPlan plan, Demo demo, Consumer<String> log) {
        this.plan = plan;
        this.demo = demo;
        this.log = log;
    }

    /**
     * Runs it.
     *
     * @param log takes lines for people, from any thread
     */
    public static OverloadResult run(OverloadPlan plan, Consumer<String> log) throws Exception {
        TpchSplit split = new TpchSplit(Layout.EVEN, plan.scale(), plan.peers());
        try (Demo demo = Demo.start(DemoSettings.of(split))) {
            return new Overload(plan, demo, log).run();
        }
    }

    private OverloadResult run() throws Exception {
        for (Peer peer : demo.peers()) {
            for (int user = 0; user < plan.users(); user++) {
                peer.setUser("user" + user, PASSWORD.toCharArray());
            }
        }
        Map<Question, Answer> expected = expected();
        askAll(expected);
        long asked = System.nanoTime();
        List<String> left = left(asked + LEFT_NANOS);
        log.accept("outcomes: " + tally.all());
        left.forEach(log);
        tally.unexpected().forEach(log);
        return result(TimeUnit.NANOSECONDS.toMillis(asked - begun), left);
    }

    /** What one after the other gives. */
    private Map<Question, Answer> expected() throws SQLException {
        Map<Question, Answer> expected = new EnumMap<>(Question.class);
        try (Connection connection = demo.connect(0);
                Statement statement = connection.createStatement()) {
            for (Question question : Question.values()) {
                try (ResultSet rows = statement.executeQuery(question.sql)) {
                    expected.put(question, Answer.read(rows, Long.MAX_VALUE));
                }
            }
        }
        log.accept("answers of one at a time: " + expected);
        return expected;
    }

    /** Connects, a few at a time, and then asks all at once. */
    private void askAll(Map<Question, Answer> expected) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(plan.statements());
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(TIMERS);
        try {
            Semaphore logins = new Semaphore(LOGINS_AT_ONCE);
            CountDownLatch ready = new CountDownLatch(plan.statements());
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < plan.statements(); i++) {
                int number = i;
                all.add(CompletableFuture.runAsync(
                        () -> {
                            Asker asker = new Asker(expected, tally, timer, plan.seed() * 1000 + number);
                            ask(number, asker, logins, ready);
                        },
                        threads));
            }
            ready.await();
            begun = System.nanoTime();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(MINUTES, TimeUnit.MINUTES);
        } finally {
            timer.shutdownNow();
            threads.shutdownNow();
        }
    }

    private void ask(int number, Asker asker, Semaphore logins, CountDownLatch ready) {
        try (Connection connection = connection(number, logins)) {
            ready.countDown();
            ready.await();
            asker.ask(connection, plan.rounds());
        } catch (SQLException e) {
            ready.countDown();
            tally.unexpected("connecting: %s %s".formatted(e.getSQLState(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Connection connection(int number, Semaphore logins) throws SQLException {
        Peer peer = demo.peers().get(number % plan.peers());
        String user = "user" + number / plan.peers() % plan.users();
        logins.acquireUninterruptibly();
        try {
            return DriverManager.getConnection(peer.jdbcUrl(), user, PASSWORD);
        } finally {
            logins.release();
        }
    }

    /** What is not gone by then. */
    private List<String> left(long deadline) throws InterruptedException {
        List<String> left = occupied();
        CountDownLatch never = new CountDownLatch(1);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            boolean unused = never.await(20, TimeUnit.MILLISECONDS);
            left = occupied();
        }
        return left;
    }

    private List<String> occupied() {
        List<String> occupied = new ArrayList<>();
        for (Peer peer : demo.peers()) {
            Activity now = peer.activity();
            if (!now.isNone() || peer.connections() > 0) {
                occupied.add("left at %s: %d connections, %s"
                        .formatted(peer.identity().peer(), peer.connections(), now));
            }
        }
        return occupied;
    }

    private OverloadResult result(long millis, List<String> left) {
        Map<String, Object> figures = new LinkedHashMap<>();
        int statements = plan.statements() * plan.rounds();
        figures.put("statements", statements);
        figures.putAll(tally.all());
        figures.put("left_behind", left.size());
        figures.put("ms", millis);
        figures.put("peak_heap_mb", peakHeap() >> MEGABYTE);
        List<String> missed = new ArrayList<>();
        tally.unexpected().forEach(what -> missed.add("right rows or a clear refusal: " + what));
        missed.addAll(left);
        if (tally.of("unavailable") * FEW > statements) {
            missed.add("a tenth of the statements at most finds index or owners not available: %d"
                    .formatted(tally.of("unavailable")));
        }
        if (tally.of("right") * 2 < statements) {
            missed.add("half of the statements answered");
        }
        return new OverloadResult(figures, missed);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
