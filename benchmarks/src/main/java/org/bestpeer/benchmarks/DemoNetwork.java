package org.bestpeer.benchmarks;

import java.util.Map;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.tpch.TpchSplit;

/** A running network with TPC-H data, as a measurement sees it: somewhere to connect to. */
public interface DemoNetwork extends AutoCloseable {
    /** Address of one of its peers, ready to connect. */
    String jdbcUrl();

    /** A user who may read everything. */
    String user();

    /** That user's password. */
    String password();

    /** Stops all peers. */
    @Override
    void close();

    /** Starts networks. */
    @FunctionalInterface
    interface Factory {
        /**
         * A network whose companies hold the rows that the split gives them; returns when all are published.
         *
         * @param settings of its peers
         */
        DemoNetwork start(TpchSplit split, Map<ConfigKey, String> settings) throws Exception;
    }
}
