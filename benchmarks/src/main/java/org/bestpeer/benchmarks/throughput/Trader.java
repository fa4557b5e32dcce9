package org.bestpeer.benchmarks.throughput;

/** A peer of a company, in this process or in one of its own. */
interface Trader extends AutoCloseable {
    String USER = "ann";
    String PASSWORD = "correct horse";

    String jdbcUrl();

    /** Adds the rows of these nations; returns once every query sees them. */
    void load(TradeFiles files, Nations nations);

    Usage usage();

    @Override
    void close();
}
