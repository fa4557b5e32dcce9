package org.bestpeer.benchmarks.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bestpeer.benchmarks.baseline.TpchDatabase;

/** A query that gives its rows in any order, with the right ones. Immutable. */
public final class ExpectedRows {
    private static final AnswerShape SHAPE = AnswerShape.orderedBy();

    private final String sql;
    private final Answer answer;

    private ExpectedRows(String sql, Answer answer) {
        this.sql = sql;
        this.answer = answer;
    }

    /**
     * The query asked once more.
     *
     * @param millis from sending the text to the last row
     * @param differences from the right rows; empty if there are none
     */
    public record Asked(double millis, List<String> differences) {
        public Asked {
            differences = List.copyOf(differences);
        }
    }

    /** Those that the judge gives. */
    public static ExpectedRows of(TpchDatabase judge, String sql) throws SQLException {
        try (Connection connection = judge.connect();
                Statement statement = connection.createStatement()) {
            return new ExpectedRows(sql, Answer.of(statement, sql));
        }
    }

    /** How many there are. */
    public int rows() {
        return answer.rows().size();
    }

    /** Asks another database the same. */
    public Asked ask(Connection connection) throws SQLException {
        long started = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            Answer found = Answer.of(statement, sql);
            double millis = (System.nanoTime() - started) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            return new Asked(millis, AnswerCheck.differences(SHAPE, answer, found));
        }
    }
}
