/**
 * Answers of the 22 TPC-H queries, computed by one central PostgreSQL and one central HSQLDB from the same rows, and
 * compared with those of a network through nothing but {@code java.sql}.
 */
@NullMarked
package org.bestpeer.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
