package org.bestpeer.benchmarks.baseline;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A PostgreSQL server of its own, stopped and deleted when closed. */
public final class CentralPostgres implements TpchDatabase {
    private final PostgresCluster cluster;

    private CentralPostgres(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /** A new server with all rows of that scale; empty if PostgreSQL is not installed. */
    public static Optional<CentralPostgres> start(double scale) throws IOException, SQLException {
        Optional<PostgresCluster> cluster = PostgresCluster.startIfInstalled();
        if (cluster.isEmpty()) {
            return Optional.empty();
        }
        CentralPostgres database = new CentralPostgres(cluster.get());
        try (Connection connection = database.connect()) {
            PostgresLoader.load(connection, Rows.all(scale));
        } catch (SQLException e) {
            database.close();
            throw e;
        }
        return Optional.of(database);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Connection connect() throws SQLException {
        return cluster.connect();
    }

    /** Address of the server. */
    public String url() {
        return cluster.url();
    }

    /** Password of {@link PostgresCluster#USER}. */
    public String password() {
        return cluster.password();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
