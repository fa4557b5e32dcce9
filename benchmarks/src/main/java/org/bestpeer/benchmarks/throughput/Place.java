package org.bestpeer.benchmarks.throughput;

import java.util.ArrayList;
import java.util.List;

/**
 * A peer as it is planned.
 *
 * @param business of its nations
 * @param nations whose rows it has
 * @param heapMegabytes of its process; 0 for a peer in this process
 */
record Place(Business business, Nations nations, int heapMegabytes) {
    /**
     * So many peers, each a process of its own, which share all nations and the memory evenly.
     *
     * @param peers an even number, at most that of the nations
     */
    static List<Place> sharing(Trade trade, int peers, int megabytes) {
        List<Place> places = new ArrayList<>();
        int half = trade.nations() / 2;
        for (Business business : Business.values()) {
            int first = trade.nations(business).get(0);
            for (int i = 0; i < peers / 2; i++) {
                Nations nations = new Nations(first + half * i / (peers / 2), first + half * (i + 1) / (peers / 2));
                places.add(new Place(business, nations, megabytes / peers));
            }
        }
        return places;
    }

    /**
     * So many peers with a nation each. The first of each business, who asks, is a process of its own.
     *
     * @param peers an even number, at most that of the nations
     */
    static List<Place> ofOneNation(Trade trade, int peers, int heapMegabytes) {
        List<Place> places = new ArrayList<>();
        for (Business business : Business.values()) {
            for (int nation : trade.nations(business).subList(0, peers / 2)) {
                boolean asks = nation == trade.nations(business).get(0);
                places.add(new Place(business, Nations.one(nation), asks ? heapMegabytes : 0));
            }
        }
        return places;
    }

    boolean isProcess() {
        return heapMegabytes > 0;
    }

    /** Name of its company. */
    String company() {
        return business.label() + "-" + nations.first();
    }
}
