package org.bestpeer.benchmarks.baseline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.bestpeer.node.tpch.TpchQuery;

/** An HSQLDB in memory. */
public final class CentralHsqldb implements TpchDatabase {
    private final String url;

    private CentralHsqldb(String url) {
        this.url = url;
    }

    /** A new database with all rows of that scale. */
    public static CentralHsqldb start(double scale) throws SQLException {
        CentralHsqldb database = new CentralHsqldb("jdbc:hsqldb:mem:central-" + UUID.randomUUID());
        try (Connection connection = database.connect()) {
            HsqldbLoader.load(connection, Rows.all(scale));
        } catch (SQLException e) {
            database.close();
            throw e;
        }
        return database;
    }

    @Override
    public String name() {
        return "hsqldb";
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "SA", "");
    }

    @Override
    public String sql(TpchQuery query) {
        return Dialects.hsqldb(query);
    }

    @Override
    public void close() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot shut the HSQLDB in memory down", e);
        }
    }
}
