package org.bestpeer.benchmarks.churn;

/**
 * What is to be done.
 *
 * @param seconds of churn
 * @param peers in this process
 * @param processes with one peer each
 * @param rate look-ups per second
 * @param seed of all random choices; what threads and sockets make of them differs from run to run
 */
public record ChurnPlan(int seconds, int peers, int processes, int rate, long seed) {}
