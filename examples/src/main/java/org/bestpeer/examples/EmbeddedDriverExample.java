package org.bestpeer.examples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The driver in an application, behind a HikariCP pool: which customers of one branch spent most, where customers and
 * orders are the retailers' and nothing is copied anywhere.
 *
 * <p>Arguments: JDBC URL and user, as {@code ./bestpeer demo} prints them. The password is read from the environment
 * variable {@code BESTPEER_PASSWORD}.
 */
public final class EmbeddedDriverExample {
    private static final int POOL_SIZE = 4;
    private static final String TOP_CUSTOMERS =
            """
            select c_name, count(*) as orders, sum(o_totalprice) as spent
            from customer join orders on o_custkey = c_custkey
            where c_mktsegment = ?
            group by c_name
            order by spent desc, c_name
            limit 5
            """;

    private EmbeddedDriverExample() {}

    public static void main(String[] args) throws SQLException {
        String password = System.getenv("BESTPEER_PASSWORD");
        if (args.length != 2 || password == null) {
            System.err.println("usage: BESTPEER_PASSWORD=... java ... EmbeddedDriverExample JDBC_URL USER");
            System.exit(2);
            return;
        }
        try (HikariDataSource pool = pool(args[0], args[1], password)) {
            printTopCustomers(pool, "BUILDING", System.out);
        }
    }

    /** A pool of connections to one peer; close it when the application ends. */
    static HikariDataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(POOL_SIZE);
        // Shared data is read, never written, through the network.
        config.setReadOnly(true);
        return new HikariDataSource(config);
    }

    /** A prepared statement, as in any JDBC program. */
    static void printTopCustomers(DataSource source, String segment, PrintStream out) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement(TOP_CUSTOMERS)) {
            query.setString(1, segment);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    BigDecimal spent = rows.getBigDecimal("spent");
                    out.printf("%s  %d orders  %s%n", rows.getString("c_name"), rows.getLong("orders"), spent);
                }
            }
        }
    }
}
