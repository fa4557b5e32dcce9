package org.bestpeer.benchmarks.throughput;

/**
 * What a user asks, about one nation.
 *
 * @param asked the business of the nation's company
 * @param nation its key
 * @param sql the text; its rows are in one order only
 */
record Question(Business asked, int nation, String sql) {}
