package org.bestpeer.benchmarks.differential;

/** Whose SQL it is. */
enum Dialect {
    OURS,
    POSTGRESQL,
    HSQLDB
}
