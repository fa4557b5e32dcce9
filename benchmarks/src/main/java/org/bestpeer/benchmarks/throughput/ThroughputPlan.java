package org.bestpeer.benchmarks.throughput;

import java.util.List;

/**
 * What is measured.
 *
 * @param scale of the TPC-H rows in the timed networks, of all peers together
 * @param peers of the timed networks, from the smallest to the largest
 * @param counted peers of the counted networks, likewise
 * @param clients numbers of clients at once; the last is to saturate the machine
 * @param seconds of asking with each number of clients in each round
 * @param rounds how often; medians count
 * @param pairs of questions
 * @param seed of the questions
 */
public record ThroughputPlan(
        double scale,
        List<Integer> peers,
        List<Integer> counted,
        List<Integer> clients,
        double seconds,
        int rounds,
        Pairs pairs,
        long seed) {
    /**
     * How many pairs of a heavy and a light question are asked where time does not count.
     *
     * @param warmUp at each peer of the timed networks, as each process compiles its code by itself
     * @param countedWarmUp at each of the counted networks
     * @param counted at each of them in each round
     */
    public record Pairs(int warmUp, int countedWarmUp, int counted) {
        /** Enough for a measurement. */
        public static final Pairs USUAL = new Pairs(300, 1500, 500);
    }

    /** 1,200 orders of each retailer of the counted networks, and eight suppliers of each supplier. */
    private static final double SCALE_OF_RETAILER = 0.0008;

    /** Of fewer the scale would be one at which TPC-H has no rows; not all of them need have a peer. */
    private static final int FEWEST_COUNTED_NATIONS = 50;

    public ThroughputPlan {
        peers = List.copyOf(peers);
        counted = List.copyOf(counted);
        clients = List.copyOf(clients);
        // Both refuse scales that leave too little to each peer.
        Trade unused = timedTrade(scale, peers);
        unused = countedTrade(counted);
    }

    /** The rows of the timed networks: each peer of the largest has one nation. */
    Trade timedTrade() {
        return timedTrade(scale, peers);
    }

    private static Trade timedTrade(double scale, List<Integer> peers) {
        return new Trade(scale, last(peers));
    }

    /** The rows of the counted networks, in which each peer has those of one nation. */
    Trade countedTrade() {
        return countedTrade(counted);
    }

    private static Trade countedTrade(List<Integer> counted) {
        int nations = Math.max(FEWEST_COUNTED_NATIONS, last(counted));
        return new Trade(SCALE_OF_RETAILER * nations / 2, nations);
    }

    static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
