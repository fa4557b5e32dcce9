package org.bestpeer.benchmarks.tpch;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * The right answers of all queries at one scale, computed once. Immutable.
 *
 * <pre>{@code
 * TpchAnswers answers = TpchAnswers.compute(0.01);
 * assertThat(answers.check(connection, "even", 4)).isEmpty();
 * }</pre>
 */
public final class TpchAnswers {
    private final String source;
    private final Map<TpchQuery, Answer> answers;

    private TpchAnswers(String source, Map<TpchQuery, Answer> answers) {
        this.source = source;
        this.answers = answers;
    }

    /** Asks one central PostgreSQL, or one central HSQLDB where PostgreSQL is not installed. */
    public static TpchAnswers compute(double scale) throws IOException, SQLException {
        Optional<CentralPostgres> postgres = CentralPostgres.start(scale);
        try (CentralDatabase database = postgres.isPresent() ? postgres.get() : CentralHsqldb.start(scale)) {
            return of(database);
        }
    }

    /** Asks that database. */
    public static TpchAnswers of(CentralDatabase database) throws SQLException {
        Map<TpchQuery, Answer> answers = new LinkedHashMap<>();
        try (Connection connection = database.connect()) {
            for (TpchQuery query : TpchQuery.all()) {
                answers.put(query, Answer.of(connection, database.sql(query)));
            }
        }
        return new TpchAnswers(database.name(), answers);
    }

    /** Name of the database that computed them. */
    public String source() {
        return source;
    }

    /** How these answers differ from another database's, query by query; empty if nowhere. */
    public List<String> differencesFrom(TpchAnswers other) {
        List<String> differences = new ArrayList<>();
        for (TpchQuery query : TpchQuery.all()) {
            differences(query, other.answer(query))
                    .forEach(text -> differences.add(
                            "%s: %s (expected %s, got %s)".formatted(query.label(), text, source, other.source)));
        }
        return differences;
    }

    /**
     * Runs all queries on a connection to a network and compares.
     *
     * @param layout for messages
     * @param peers for messages
     * @return what differs, with layout, number of peers, query, row and column; empty if all answers are right
     */
    public List<String> check(Connection ours, String layout, int peers) {
        List<String> differences = new ArrayList<>();
        run(ours, done -> done.differences()
                .forEach(text -> differences.add("layout %s, %d peers, %s: %s"
                        .formatted(layout, peers, done.query().label(), text))));
        return differences;
    }

    /** Runs all queries once, and reports each when it is done; a query that fails counts as different. */
    public List<QueryRun> run(Connection ours, Consumer<QueryRun> progress) {
        List<QueryRun> runs = new ArrayList<>();
        for (TpchQuery query : TpchQuery.all()) {
            QueryRun done = run(ours, query);
            progress.accept(done);
            runs.add(done);
        }
        return runs;
    }

    private QueryRun run(Connection ours, TpchQuery query) {
        long start = System.nanoTime();
        try {
            Answer actual = Answer.of(ours, query.sql());
            double millis = millisSince(start);
            return new QueryRun(query, actual.rows().size(), millis, differences(query, actual));
        } catch (SQLException e) {
            String failure = "failed with SQLState %s: %s".formatted(e.getSQLState(), e.getMessage());
            return new QueryRun(query, 0, millisSince(start), List.of(failure));
        }
    }

    private List<String> differences(TpchQuery query, Answer actual) {
        return AnswerCheck.differences(AnswerShape.of(query), answer(query), actual);
    }

    private Answer answer(TpchQuery query) {
        Answer answer = answers.get(query);
        if (answer == null) {
            throw new IllegalArgumentException("no answer of " + query.label());
        }
        return answer;
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
