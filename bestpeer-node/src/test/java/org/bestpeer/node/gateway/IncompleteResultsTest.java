package org.bestpeer.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the mark of an incomplete result gets from the engine to the application. */
class IncompleteResultsTest {
    private static final String NUMBERS = "numbers";
    private static final String WARNING =
            "the result is incomplete, it lacks rows of company south (peer south-1): tables lineitem, orders";

    private TestFront front;

    @BeforeEach
    void start() throws Exception {
        front = new TestFront();
        front.queries.onNumbers(NUMBERS, 2_000);
        front.queries.missing =
                List.of(new MissingOwner("south", Optional.of("south-1"), List.of("lineitem", "orders")));
    }

    @AfterEach
    void stop() {
        front.close();
    }

    private Connection connect() throws SQLException {
        return TestFront.connect(front.url("?partialResults=true"));
    }

    private static void assertWarned(SQLWarning warning) {
        assertThat(warning.getMessage()).isEqualTo(WARNING);
        assertThat(warning.getSQLState()).isEqualTo("01I01");
        assertNotWarned(warning.getNextWarning());
    }

    private static void assertNotWarned(@Nullable SQLWarning warning) {
        assertThat((Throwable) warning).isNull();
    }

    private static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    @Test
    void theWishReachesTheEngine() throws SQLException {
        for (String properties : List.of("", "?partialResults=false", "?partialResults=true")) {
            try (Connection connection = TestFront.connect(front.url(properties));
                    Statement statement = connection.createStatement()) {
                statement.executeQuery(NUMBERS).close();
            }
        }
        assertThat(front.queries.sessions).extracting(Session::partialResults).containsExactly(false, false, true);
    }

    @Test
    void aStatementAndItsResultWarnBeforeTheFirstRowAndAfterTheLast() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(300);
            assertNotWarned(statement.getWarnings());
            try (ResultSet rows = statement.executeQuery(NUMBERS)) {
                assertWarned(Objects.requireNonNull(statement.getWarnings()));
                assertWarned(Objects.requireNonNull(rows.getWarnings()));
                assertThat(count(rows)).isEqualTo(2_000);
                assertWarned(Objects.requireNonNull(statement.getWarnings()));
                assertWarned(Objects.requireNonNull(rows.getWarnings()));
            }
        }
    }

    @Test
    void clearingOneDoesNotClearTheOtherAndLaterFramesDoNotWarnAgain() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(300);
            try (ResultSet rows = statement.executeQuery(NUMBERS)) {
                rows.clearWarnings();
                assertNotWarned(rows.getWarnings());
                assertWarned(Objects.requireNonNull(statement.getWarnings()));
                statement.clearWarnings();
                assertThat(count(rows)).isEqualTo(2_000);
                assertNotWarned(statement.getWarnings());
            }
        }
    }

    @Test
    void theNextExecutionBeginsWithoutWarnings() throws SQLException {
        List<MissingOwner> missing = front.queries.missing;
        try (Connection connection = connect();
                Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(NUMBERS)) {
            for (int i = 0; i < 2; i++) {
                front.queries.missing = missing;
                assertThat(plain.execute(NUMBERS)).isTrue();
                assertWarned(Objects.requireNonNull(plain.getWarnings()));
                assertThat(prepared.execute()).isTrue();
                assertWarned(Objects.requireNonNull(prepared.getWarnings()));
                assertWarned(Objects.requireNonNull(prepared.getResultSet().getWarnings()));

                front.queries.missing = List.of();
                assertThat(plain.execute(NUMBERS)).isTrue();
                assertNotWarned(plain.getWarnings());
                try (ResultSet rows = prepared.executeQuery()) {
                    assertNotWarned(rows.getWarnings());
                    assertNotWarned(prepared.getWarnings());
                }
            }
        }
    }

    @Test
    void aFailureHasNoWarning() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute(NUMBERS)).isTrue();
            assertThatThrownBy(() -> statement.execute("no such thing")).isInstanceOf(SQLException.class);
            assertNotWarned(statement.getWarnings());
        }
    }

    @Test
    void aClientThatCannotShowItIsRefused() throws SQLException {
        Properties wishes = new Properties();
        front.queries.missing = List.of();

        try (Connection connection = front.connectStock(wishes);
                Statement statement = connection.createStatement()) {
            assertThat(count(statement.executeQuery(NUMBERS))).isEqualTo(2_000);
        }

        wishes.setProperty("partialResults", "true");
        assertThatThrownBy(() -> {
                    try (Connection connection = front.connectStock(wishes);
                            Statement statement = connection.createStatement()) {
                        statement.executeQuery(NUMBERS).close();
                    }
                })
                .hasMessageContaining("partialResults=true is for clients that show whose rows are missing");
        assertThat(front.queries.sessions).extracting(Session::partialResults).containsOnly(false);
        assertThat(front.gateway.connections()).isZero();
    }
}
