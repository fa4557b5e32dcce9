package org.bestpeer.benchmarks.tpch;

import org.bestpeer.benchmarks.DemoNetwork;

/** One PostgreSQL in place of a network, to try measurements on. */
public record CentralNetwork(CentralPostgres database) implements DemoNetwork {
    @Override
    public String jdbcUrl() {
        return database.url();
    }

    @Override
    public String user() {
        return PostgresCluster.USER;
    }

    @Override
    public String password() {
        return database.password();
    }

    @Override
    public void close() {
        database.close();
    }
}
