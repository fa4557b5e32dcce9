package org.bestpeer.benchmarks.pace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** Asks for orders by their keys, or for nothing. */
public final class PointAsker implements Asker {
    private static final String SQL = "select o_custkey, o_totalprice from orders where o_orderkey = ";
    private static final int VALID_SECONDS = 30;

    private final Connection connection;
    private final Asking asking;

    @FunctionalInterface
    private interface Asking {
        void ask() throws SQLException;
    }

    private PointAsker(Connection connection, Asking asking) {
        this.connection = connection;
        this.asking = asking;
    }

    /** A statement that is prepared once; other keys each time. Closes the connection. */
    public static PointAsker prepared(Connection connection, Orders orders, Random random) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SQL + "?");
        return new PointAsker(connection, () -> {
            long key = orders.anyKey(random);
            statement.setLong(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                orders.check(key, rows);
            }
        });
    }

    /** A new statement with another text each time. Closes the connection. */
    public static PointAsker plain(Connection connection, Orders orders, Random random) {
        return new PointAsker(connection, () -> {
            long key = orders.anyKey(random);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(SQL + key)) {
                orders.check(key, rows);
            }
        });
    }

    /** A round trip over the same connection that asks for nothing (Avatica's connection sync). Closes the connection. */
    public static PointAsker nothing(Connection connection) {
        return new PointAsker(connection, () -> {
            if (!connection.isValid(VALID_SECONDS)) {
                throw new SQLException("no sign of life");
            }
        });
    }

    @Override
    public void ask() throws SQLException {
        asking.ask();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
