package org.bestpeer.benchmarks.differential;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bestpeer.benchmarks.baseline.PostgresCluster;

/** Random cases on all cores against a central HSQLDB and a central PostgreSQL. */
public final class Differential {
    /** Cases of one schema. */
    static final int ROUND_CASES = 60;

    /** After so many failures no new round begins. */
    private static final int ENOUGH = 5;

    private static final int PROGRESS_ROUNDS = 50;

    private final long seed;
    private final Optional<PostgresCluster> postgres;
    private final Consumer<String> progress;
    private final AtomicInteger nextRound = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    private Differential(long seed, Optional<PostgresCluster> postgres, Consumer<String> progress) {
        this.seed = seed;
        this.postgres = postgres;
        this.progress = progress;
    }

    /**
     * Asks that many queries.
     *
     * @param only a single case, as a failure names it; empty for all
     * @param progress gets a line now and then, from any thread
     * @throws SQLException if a central database cannot be used
     */
    public static DifferentialResult run(
            long seed, int queries, int threads, Optional<CaseNumber> only, Consumer<String> progress)
            throws IOException, SQLException {
        long start = System.nanoTime();
        Optional<PostgresCluster> postgres = PostgresCluster.startIfInstalled();
        try {
            Differential differential = new Differential(seed, postgres, progress);
            List<Work> works =
                    only.isPresent() ? List.of(differential.single(only.get())) : differential.all(queries, threads);
            return DifferentialResult.of(works, postgres.isPresent(), (System.nanoTime() - start) / 1e9);
        } finally {
            postgres.ifPresent(PostgresCluster::close);
        }
    }

    /** What one thread found. */
    record Work(Tally tally, List<DifferentialFailure> failures) {}

    private Work single(CaseNumber only) throws SQLException {
        Work work = new Work(new Tally(), new ArrayList<>());
        List<CentralJudge> judges = judges();
        try {
            round(only.round(), only.number(), only.number() + 1, judges, work);
        } finally {
            close(judges);
        }
        return work;
    }

    private List<Work> all(int queries, int threads) throws SQLException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Callable<Work> worker = () -> work(queries);
            List<Future<Work>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(worker));
            }
            List<Work> works = new ArrayList<>();
            for (Future<Work> future : running) {
                works.add(future.get());
            }
            return works;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while comparing", e);
        } catch (ExecutionException e) {
            throw new SQLException("comparing ended early: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    private Work work(int queries) throws SQLException {
        Work work = new Work(new Tally(), new ArrayList<>());
        List<CentralJudge> judges = judges();
        try {
            int rounds = (queries + ROUND_CASES - 1) / ROUND_CASES;
            for (int round = nextRound.getAndIncrement(); round < rounds; round = nextRound.getAndIncrement()) {
                if (failed.get() >= ENOUGH) {
                    break;
                }
                round(round, 0, Math.min(ROUND_CASES, queries - round * ROUND_CASES), judges, work);
                if ((round + 1) % PROGRESS_ROUNDS == 0) {
                    progress.accept("%,d queries".formatted((round + 1) * ROUND_CASES));
                }
            }
        } finally {
            close(judges);
        }
        return work;
    }

    private void round(int round, int from, int to, List<CentralJudge> judges, Work work) throws SQLException {
        long roundSeed = Chance.seed(seed, round);
        Schema schema = SchemaGenerator.generate(roundSeed);
        List<DifferentialFailure> found = new ArrayList<>();
        try (World world = World.open(schema, judges, work.tally)) {
            for (int number = from; number < to && found.isEmpty(); number++) {
                Case asked = Case.generate(schema, roundSeed, number);
                Optional<Disagreement> wrong = asked.examine(world);
                if (wrong.isPresent()) {
                    found.add(new DifferentialFailure(seed, new CaseNumber(round, number), asked, wrong.get()));
                }
            }
        }
        for (DifferentialFailure failure : found) {
            failed.incrementAndGet();
            progress.accept("case %s failed (%s: %s); making it smaller: %s"
                    .formatted(
                            failure.number(),
                            failure.disagreement().kind(),
                            failure.disagreement().detail(),
                            failure.asked().text()));
            work.failures.add(failure.shrunk(judges, schema));
        }
    }

    private List<CentralJudge> judges() throws SQLException {
        List<CentralJudge> judges = new ArrayList<>();
        if (postgres.isPresent()) {
            Connection connection = postgres.get().connect();
            judges.add(new CentralJudge(Dialect.POSTGRESQL, connection));
            try (Statement statement = connection.createStatement()) {
                // Compiling takes longer than any of these queries.
                statement.execute("SET jit = off");
            }
        }
        Connection connection = DriverManager.getConnection("jdbc:hsqldb:mem:" + UUID.randomUUID(), "SA", "");
        judges.add(new CentralJudge(Dialect.HSQLDB, connection));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
        }
        return judges;
    }

    private static void close(List<CentralJudge> judges) throws SQLException {
        for (CentralJudge judge : judges) {
            judge.close();
        }
    }
}
