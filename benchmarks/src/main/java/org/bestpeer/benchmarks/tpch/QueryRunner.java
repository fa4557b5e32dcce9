package org.bestpeer.benchmarks.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * Runs queries of one database, each at most so long, and compares the answers. A query that was cut once is not run
 * again: it counts as long as the limit each time. Used by one thread.
 */
public final class QueryRunner implements AutoCloseable {
    private final TpchDatabase database;
    private final Connection connection;
    private final boolean exact;
    private final Duration limit;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Set<TpchQuery> cut = new HashSet<>();

    /**
     * Connects.
     *
     * @param exact whether averages must be exact numbers
     * @param limit of one query
     */
    public QueryRunner(TpchDatabase database, boolean exact, Duration limit) throws SQLException {
        this.database = database;
        this.connection = database.connect();
        this.exact = exact;
        this.limit = limit;
    }

    /** Runs one query with the parameters to which the answers belong. */
    public QueryRun run(TpchQuery query, TpchAnswers answers) {
        if (cut.contains(query)) {
            return cut(query);
        }
        String sql = answers.parameters().apply(query, database.sql(query));
        AtomicBoolean late = new AtomicBoolean();
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            database.limit(statement, limit);
            Future<?> watch = clock.schedule(() -> cancel(statement, late), limit.toNanos(), TimeUnit.NANOSECONDS);
            Answer answer;
            double millis;
            try {
                answer = Answer.of(statement, sql);
                millis = millisSince(start);
            } finally {
                watch.cancel(false);
            }
            if (late.get()) {
                return cut(query);
            }
            return new QueryRun(query, answer.rows().size(), millis, answers.differences(query, answer, exact), false);
        } catch (SQLException e) {
            return late.get()
                    ? cut(query)
                    : new QueryRun(query, 0, millisSince(start), List.of(TpchAnswers.failure(e)), false);
        }
    }

    private QueryRun cut(TpchQuery query) {
        cut.add(query);
        return new QueryRun(query, 0, limit.toMillis(), List.of(), true);
    }

    private void cancel(Statement statement, AtomicBoolean late) {
        late.set(true);
        try {
            database.cancel(statement);
        } catch (SQLException e) {
            System.getLogger(QueryRunner.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot cancel a query of " + database.name(), e);
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    @Override
    public void close() throws SQLException {
        clock.shutdownNow();
        connection.close();
    }
}
