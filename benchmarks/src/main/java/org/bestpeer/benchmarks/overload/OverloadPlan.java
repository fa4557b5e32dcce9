package org.bestpeer.benchmarks.overload;

/**
 * How much is asked at once.
 *
 * @param peers companies of the network
 * @param statements how many run at the same time, over all peers
 * @param rounds how often each of them is followed by another one
 * @param users of each peer
 * @param scale of the TPC-H rows
 * @param seed of the random choices
 */
public record OverloadPlan(int peers, int statements, int rounds, int users, double scale, long seed) {}
