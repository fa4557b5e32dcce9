package org.bestpeer.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.bestpeer.benchmarks.faults.Verdict.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static SQLException named() {
        return new SQLException("company company-2 could not be asked", "08006");
    }

    private static Answer answer(String values) throws SQLException {
        Answer answer = new Answer();
        try (Connection connection = DriverManager.getConnection("jdbc:hsqldb:mem:judge", "SA", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from (values " + values + ") as t")) {
            while (rows.next()) {
                answer.add(rows, rows.getMetaData().getColumnCount());
            }
        }
        return answer;
    }

    private static Kind kind(Fault fault, String rows, @Nullable SQLException failure, long millis)
            throws SQLException {
        FaultCase given = new FaultCase(1, Question.all().get(0), fault, Moment.BATCH, 1, 2, 3);
        Outcome outcome = new Outcome(answer(rows), failure == null, failure, millis);
        return Judge.of(given, outcome, answer("(1, 'a'), (2, 'b'), (2, 'b')"), true)
                .kind();
    }

    @Test
    void allRowsInAnySequenceAreRight() throws SQLException {
        assertThat(kind(Fault.OWNER_CUT, "(2, 'b'), (1, 'a'), (2, 'b')", null, 10))
                .isEqualTo(Kind.RIGHT);
    }

    @Test
    void fewerOtherAndMoreRowsAreWrong() throws SQLException {
        assertThat(kind(Fault.OWNER_CUT, "(2, 'b'), (1, 'a')", null, 10)).isEqualTo(Kind.WRONG);
        assertThat(kind(Fault.OWNER_CUT, "(2, 'b'), (1, 'a'), (1, 'a')", null, 10))
                .isEqualTo(Kind.WRONG);
        assertThat(kind(Fault.OWNER_CUT, "(12, 'b'), (1, 'a'), (2, 'b')", null, 10))
                .isEqualTo(Kind.WRONG);
        assertThat(kind(Fault.OWNER_CUT, "(3, 'c')", named(), 10))
                .as("rows before an error")
                .isEqualTo(Kind.WRONG);
    }

    @Test
    void anErrorNamesWhoIsMissing() throws SQLException {
        assertThat(kind(Fault.OWNER_CUT, "(1, 'a')", named(), 10)).isEqualTo(Kind.ERROR);
        SQLException vague = new SQLException("it failed", "08006");
        assertThat(kind(Fault.OWNER_CUT, "(1, 'a')", vague, 10)).isEqualTo(Kind.WRONG);
        SQLException inside = new SQLException("company company-2: internal error", "XX000");
        assertThat(kind(Fault.OWNER_CUT, "(1, 'a')", inside, 10)).isEqualTo(Kind.WRONG);
    }

    @Test
    void nobodyMissesTheBootstrap() throws SQLException {
        assertThat(kind(Fault.BOOTSTRAP_CUT, "(1, 'a')", named(), 10)).isEqualTo(Kind.WRONG);
    }

    @Test
    void onlyWhoCancelsIsTold() throws SQLException {
        SQLException cancelled = new SQLException("the statement was cancelled", "57014");
        assertThat(kind(Fault.CLIENT_CANCELS, "(1, 'a')", cancelled, 10)).isEqualTo(Kind.ERROR);
        assertThat(kind(Fault.OWNER_CUT, "(1, 'a')", cancelled, 10)).isEqualTo(Kind.WRONG);
    }

    @Test
    void twoSecondsAfterItsLimitItIsLate() throws SQLException {
        assertThat(kind(Fault.OWNER_CUT, "(1, 'a')", named(), 5_000)).isEqualTo(Kind.ERROR);
        assertThat(kind(Fault.OWNER_CUT, "(1, 'a')", named(), 5_001)).isEqualTo(Kind.LATE);
    }
}
