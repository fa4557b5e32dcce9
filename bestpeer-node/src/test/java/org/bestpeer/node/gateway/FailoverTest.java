package org.bestpeer.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class FailoverTest {
    @Test
    void goesOnAtTheNextHostBetweenStatements() throws Exception {
        try (TestFront first = new TestFront();
                TestFront second = new TestFront()) {
            first.queries.onNumbers("numbers", 2_500);
            second.queries.onNumbers("numbers", 2_500);
            String url = "jdbc:bestpeer://localhost:%d,localhost:%d/tpch"
                    .formatted(first.server.localPort(), second.server.localPort());
            try (Connection connection = TestFront.connect(url);
                    PreparedStatement prepared = connection.prepareStatement("numbers");
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeQuery("numbers").next()).isTrue();
                ResultSet open = prepared.executeQuery();
                assertThat(open.next()).isTrue();
                first.stop();

                assertThatThrownBy(() -> {
                            while (open.next()) {
                                // read on
                            }
                        })
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("08006"));
                assertThat(statement.executeQuery("numbers").next()).isTrue();
                assertThat(prepared.executeQuery().next()).isTrue();
                assertThat(connection.isValid(2)).isTrue();
                assertThat(second.gateway.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void skipsHostsThatAreDownWhenConnecting() throws Exception {
        try (TestFront down = new TestFront();
                TestFront up = new TestFront()) {
            down.stop();
            String url = "jdbc:bestpeer://localhost:%d,localhost:%d/tpch"
                    .formatted(down.server.localPort(), up.server.localPort());
            try (Connection connection = TestFront.connect(url)) {
                assertThat(connection.isValid(2)).isTrue();
            }
        }
    }

    @Test
    void opensAForgottenConnectionAgain() throws Exception {
        try (TestFront front = new TestFront()) {
            front.queries.onNumbers("numbers", 5);
            try (Connection connection = front.connect();
                    PreparedStatement prepared = connection.prepareStatement("numbers")) {
                front.gateway.close();
                assertThat(prepared.executeQuery().next()).isTrue();
            }
        }
    }

    @Test
    void isNotValidWhenNobodyAnswers() throws Exception {
        try (TestFront front = new TestFront();
                Connection connection = front.connect()) {
            front.stop();
            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(() -> connection.createStatement().executeQuery("numbers"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
        }
    }
}
