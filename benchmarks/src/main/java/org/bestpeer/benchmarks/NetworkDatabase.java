package org.bestpeer.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.bestpeer.benchmarks.baseline.TpchDatabase;

/** A network as one database: the first peer, through the driver. */
record NetworkDatabase(DemoNetwork network) implements TpchDatabase {
    static final String NAME = "bestpeer";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(network.jdbcUrl(), network.user(), network.password());
    }

    @Override
    public void close() {
        network.close();
    }
}
