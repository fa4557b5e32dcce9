package org.bestpeer.benchmarks.throughput;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A user who asks companies of one business; used by one thread. */
final class Desk implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;
    private final List<Question> questions;
    private final Map<Question, Answer> right;
    private final Random random;
    private final List<Long> nanos = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * @param questions to choose from
     * @param right their answers
     */
    Desk(Connection connection, List<Question> questions, Map<Question, Answer> right, long seed) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        this.questions = List.copyOf(questions);
        this.right = right;
        this.random = new Random(seed);
    }

    /** Asks one question and looks at its answer. */
    void ask() {
        Question question = questions.get(random.nextInt(questions.size()));
        long started = System.nanoTime();
        try (ResultSet rows = statement.executeQuery(question.sql())) {
            Answer answer = Answer.read(rows);
            nanos.add(System.nanoTime() - started);
            if (!answer.equals(right.get(question))) {
                failures.add("%s and not %s: %s".formatted(answer, right.get(question), question.sql()));
            }
        } catch (SQLException e) {
            failures.add("%s %s: %s".formatted(e.getSQLState(), e.getMessage(), question.sql()));
        }
    }

    /** How long the answers since the last time took. */
    Latencies takeLatencies() {
        Latencies taken = Latencies.of(nanos);
        nanos.clear();
        return taken;
    }

    /** What went wrong since the last time. */
    List<String> takeFailures() {
        List<String> taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
