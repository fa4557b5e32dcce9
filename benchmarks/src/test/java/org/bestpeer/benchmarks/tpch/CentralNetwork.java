package org.bestpeer.benchmarks.tpch;

import org.bestpeer.benchmarks.DemoNetwork;
import org.bestpeer.benchmarks.baseline.CentralPostgres;
import org.bestpeer.benchmarks.baseline.PostgresCluster;

/**
 * One PostgreSQL in place of a network, to try measurements on.
 *
 * @param parameters of its URL
 */
public record CentralNetwork(CentralPostgres database, String parameters) implements DemoNetwork {
    @Override
    public String jdbcUrl() {
        return database.url() + parameters;
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
        // The test that started it uses it again.
    }
}
