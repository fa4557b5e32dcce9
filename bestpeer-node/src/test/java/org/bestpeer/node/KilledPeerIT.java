package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.bestpeer.node.tpch.Layout;
import org.junit.jupiter.api.Test;

/** A peer that is gone before or during a query: an error that names it, never fewer rows. */
class KilledPeerIT {
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final String COUNT = "select count(*) from lineitem";

    @Test
    void aPeerKilledBeforeTheQueryIsNamed() throws SQLException {
        try (Demo demo = Demo.start(DemoSettings.small().withLayout(Layout.COLOCATED));
                Connection connection = demo.connect(0)) {
            assertThat(QueryIT.rows(connection, COUNT)).containsExactly("60175");
            demo.peers().get(2).kill();
            Instant asked = Instant.now();

            assertThatThrownBy(() -> QueryIT.rows(connection, COUNT))
                    .asInstanceOf(type(SQLException.class))
                    .satisfies(e -> assertThat(e.getSQLState()).startsWith("08"))
                    .satisfies(e -> assertThat((Throwable) e)
                            .hasMessageContaining("company-3")
                            .hasMessageContaining("lineitem"));
            // The index survives: only the owner of the rows is missed.
            assertThat(Duration.between(asked, Instant.now())).isLessThan(SECONDS);
        }
    }

    @Test
    void aPeerKilledDuringTheQueryIsNamed() throws SQLException {
        try (Demo demo = Demo.start(DemoSettings.small().withLayout(Layout.COLOCATED));
                Connection connection = demo.connect(0);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(100);
            assertThatThrownBy(() -> {
                        try (ResultSet rows = statement.executeQuery("select * from lineitem")) {
                            long seen = 0;
                            while (rows.next()) {
                                if (++seen == 50) {
                                    demo.peers().get(3).kill();
                                }
                            }
                            assertThat(seen).as("all rows, or an error").isEqualTo(60175);
                            // Every row had left the owner before it died: ask again.
                            QueryIT.rows(connection, COUNT);
                        }
                    })
                    .asInstanceOf(type(SQLException.class))
                    .satisfies(e -> assertThat(e.getSQLState()).startsWith("08"))
                    .satisfies(e -> assertThat((Throwable) e)
                            .hasMessageContaining("company-4")
                            .hasMessageContaining("lineitem"));
        }
    }
}
