package org.bestpeer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The example's own code on an ordinary database; the whole network is tried elsewhere. */
class EmbeddedDriverExampleTest {
    @Test
    void printsTheCustomersWhoSpentMostInTheSegment() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HikariDataSource pool = EmbeddedDriverExample.pool("jdbc:hsqldb:mem:example", "SA", "")) {
            fill(pool);
            EmbeddedDriverExample.printTopCustomers(
                    pool, "BUILDING", new PrintStream(out, true, StandardCharsets.UTF_8));
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("ann  2 orders  30.50", "bob  1 orders  7.00");
    }

    private static void fill(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(false);
            statement.execute("create table customer (c_custkey bigint, c_name varchar(25), c_mktsegment varchar(10))");
            statement.execute("create table orders (o_custkey bigint, o_totalprice decimal(15, 2))");
            statement.execute("insert into customer values (1, 'ann', 'BUILDING'), (2, 'bob', 'BUILDING'),"
                    + " (3, 'eve', 'MACHINERY')");
            statement.execute("insert into orders values (1, 10.25), (1, 20.25), (2, 7), (3, 100)");
        }
    }
}
