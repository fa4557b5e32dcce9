package org.bestpeer.benchmarks.overload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One of many connections, which asks one question after the other: to their ends, or not. Used by one thread. */
final class Asker {
    private static final Set<String> REFUSALS = Set.of("53200", "53300", "54000", "HYT00");
    private static final String CANCELLED = "57014";
    /** Holders of the index, or owners, did not answer in time. */
    private static final String UNAVAILABLE = "08006";

    private static final int MOST_CANCEL_MILLIS = 3000;
    private static final int IN_TEN = 10;

    private final Map<Question, Answer> expected;
    private final Tally tally;
    private final ScheduledExecutorService timer;
    private final Random random;

    Asker(Map<Question, Answer> expected, Tally tally, ScheduledExecutorService timer, long seed) {
        this.expected = expected;
        this.tally = tally;
        this.timer = timer;
        this.random = new Random(seed);
    }

    void ask(Connection connection, int times) {
        for (int i = 0; i < times; i++) {
            Question question = Question.any(random);
            int fate = random.nextInt(IN_TEN);
            try (Statement statement = connection.createStatement()) {
                if (fate == 0) {
                    var unused = timer.schedule(
                            () -> cancel(statement), random.nextInt(MOST_CANCEL_MILLIS), TimeUnit.MILLISECONDS);
                }
                if (fate == 1) {
                    readSome(statement, question);
                } else {
                    readAll(statement, question);
                }
            } catch (SQLException e) {
                failed(e, question, fate == 0);
            }
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It was over already.
        }
    }

    private void readAll(Statement statement, Question question) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question.sql)) {
            Answer answer = Answer.read(rows, Long.MAX_VALUE);
            if (answer.equals(expected.get(question))) {
                tally.count("right");
            } else {
                tally.count("wrong");
                tally.unexpected("%s: %s and not %s".formatted(question, answer, expected.get(question)));
            }
        }
    }

    private void readSome(Statement statement, Question question) throws SQLException {
        statement.setFetchSize(1 + random.nextInt(100));
        try (ResultSet rows = statement.executeQuery(question.sql)) {
            Answer unused = Answer.read(rows, random.nextInt(200));
            tally.count("left");
        }
    }

    private void failed(SQLException e, Question question, boolean mayBeCancelled) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (state.equals(CANCELLED) && mayBeCancelled) {
            tally.count("cancelled");
        } else if (REFUSALS.contains(state)) {
            tally.count("refused_" + state);
        } else if (state.equals(UNAVAILABLE)) {
            tally.count("unavailable");
        } else {
            tally.unexpected("%s: %s %s".formatted(question, state, e.getMessage()));
        }
    }
}
