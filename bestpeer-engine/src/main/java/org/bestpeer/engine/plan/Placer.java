package org.bestpeer.engine.plan;

import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.placement.Placement;

/** Places bound plans at the owners of their tables. Remembers what follows from owners' statistics. Thread-safe. */
public final class Placer {
    private final PartitionStatistics statistics = new PartitionStatistics();

    /**
     * Places a plan.
     *
     * @param bound the plan, without parameters
     * @param placements where the rows of each of its scans of shared tables live, from left to right
     * @param rules by which ways of joining are chosen
     */
    public DistributedPlan place(Operator bound, List<Placement> placements, Catalog catalog, PlanRules rules) {
        return new Placing(bound, placements, catalog, rules, statistics).cheapest();
    }
}
