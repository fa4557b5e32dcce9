package org.bestpeer.benchmarks.tpch;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.benchmarks.baseline.CentralHsqldb;
import org.bestpeer.benchmarks.baseline.CentralPostgres;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * The right answers of queries at one scale, computed once. Immutable.
 *
 * <pre>{@code
 * TpchAnswers answers = TpchAnswers.compute(0.01);
 * assertThat(answers.check(connection, "even", 4)).isEmpty();
 * }</pre>
 */
public final class TpchAnswers {
    private final String source;
    private final Substitution parameters;
    private final Map<TpchQuery, Answer> answers;

    private TpchAnswers(String source, Substitution parameters, Map<TpchQuery, Answer> answers) {
        this.source = source;
        this.parameters = parameters;
        this.answers = answers;
    }

    /** Those to the validation parameters. */
    public static TpchAnswers compute(double scale) throws IOException, SQLException {
        return compute(scale, List.of(Substitution.VALIDATION)).get(0);
    }

    /** Asks one central PostgreSQL, or one central HSQLDB where PostgreSQL is not installed. */
    public static List<TpchAnswers> compute(double scale, List<Substitution> parameters)
            throws IOException, SQLException {
        return compute(scale, parameters, TpchQuery.all());
    }

    /** The same for some of the queries. */
    public static List<TpchAnswers> compute(double scale, List<Substitution> parameters, List<TpchQuery> queries)
            throws IOException, SQLException {
        try (TpchDatabase database = judge(scale)) {
            return of(database, parameters, queries);
        }
    }

    /** A new PostgreSQL with all rows of that scale, or a new HSQLDB where PostgreSQL is not installed. */
    public static TpchDatabase judge(double scale) throws IOException, SQLException {
        Optional<CentralPostgres> postgres = CentralPostgres.start(scale);
        return postgres.isPresent() ? postgres.get() : CentralHsqldb.start(scale);
    }

    /** Asks that database all queries. */
    public static TpchAnswers of(TpchDatabase database, Substitution parameters) throws SQLException {
        return of(database, parameters, TpchQuery.all());
    }

    /** Asks that database some queries, with parameters after parameters. */
    public static List<TpchAnswers> of(TpchDatabase database, List<Substitution> parameters, List<TpchQuery> queries)
            throws SQLException {
        List<TpchAnswers> answers = new ArrayList<>();
        for (Substitution one : parameters) {
            answers.add(of(database, one, queries));
        }
        return answers;
    }

    private static TpchAnswers of(TpchDatabase database, Substitution parameters, List<TpchQuery> queries)
            throws SQLException {
        Map<TpchQuery, Answer> answers = new LinkedHashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (TpchQuery query : queries) {
                answers.put(query, Answer.of(statement, parameters.apply(query, database.sql(query))));
            }
        }
        return new TpchAnswers(database.name(), parameters, answers);
    }

    /** Name of the database that computed them. */
    public String source() {
        return source;
    }

    /** What the queries were asked with. */
    Substitution parameters() {
        return parameters;
    }

    /** How these answers differ from another database's, query by query; empty if nowhere. */
    public List<String> differencesFrom(TpchAnswers other) {
        List<String> differences = new ArrayList<>();
        for (TpchQuery query : TpchQuery.all()) {
            differences(query, other.answer(query), true)
                    .forEach(text -> differences.add(
                            "%s: %s (expected %s, got %s)".formatted(query.label(), text, source, other.source)));
        }
        return differences;
    }

    /**
     * Runs all queries once and compares; a query that fails counts as different.
     *
     * @param layout for messages
     * @param peers for messages
     * @return what differs, with layout, number of peers, query, row and column; empty if all answers are right
     */
    public List<String> check(Connection connection, String layout, int peers) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (TpchQuery query : TpchQuery.all()) {
            try (Statement statement = connection.createStatement()) {
                differences(query, statement, query.sql())
                        .forEach(text -> differences.add(
                                "layout %s, %d peers, %s: %s".formatted(layout, peers, query.label(), text)));
            }
        }
        return differences;
    }

    private List<String> differences(TpchQuery query, Statement statement, String sql) {
        try {
            return differences(query, Answer.of(statement, parameters.apply(query, sql)), true);
        } catch (SQLException e) {
            return List.of(failure(e));
        }
    }

    /** How an answer differs from the expected one; empty if nowhere. */
    List<String> differences(TpchQuery query, Answer actual, boolean exact) {
        AnswerShape shape = AnswerShape.of(query);
        return AnswerCheck.differences(exact ? shape : shape.inexact(), answer(query), actual);
    }

    /** What is said of a query that failed. */
    static String failure(SQLException e) {
        return "failed with SQLState %s: %s".formatted(e.getSQLState(), e.getMessage());
    }

    private Answer answer(TpchQuery query) {
        Answer answer = answers.get(query);
        if (answer == null) {
            throw new IllegalArgumentException("no answer of " + query.label());
        }
        return answer;
    }
}
