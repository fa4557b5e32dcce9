package org.bestpeer.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** Settings that both kinds of statements check alike. */
final class FetchSizes {
    private FetchSizes() {}

    static void check(int rows) throws SQLException {
        if (rows < 0) {
            throw SqlErrors.of("22023", "the fetch size must not be negative");
        }
    }

    static int millis(Statement statement) {
        try {
            return Math.multiplyExact(statement.getQueryTimeout(), 1000);
        } catch (SQLException | ArithmeticException e) {
            return 0;
        }
    }
}
