package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The ways to join rows of different owners. */
enum Strategy {
    FETCH_AND_PROCESS("fetch and process"),
    SEMI_JOIN("semi-join"),
    REPLICATED_JOIN("replicated join");

    private final String label;

    Strategy(String label) {
        this.label = label;
    }

    /** The cheapest of the plans, saying why; one that changes nothing is no alternative. */
    static DistributedPlan cheapest(
            DistributedPlan fetched, DistributedPlan reduced, DistributedPlan replicated, CostParameters prices) {
        Map<Strategy, DistributedPlan> plans = new TreeMap<>();
        plans.put(FETCH_AND_PROCESS, fetched);
        if (waits(reduced)) {
            plans.put(SEMI_JOIN, reduced);
        }
        if (replicated.fragments().stream()
                .anyMatch(f -> !Operators.receives(f.plan()).isEmpty())) {
            plans.put(REPLICATED_JOIN, replicated);
        }
        if (plans.size() == 1) {
            return fetched;
        }
        Map<Strategy, Double> costs = new TreeMap<>();
        plans.forEach((strategy, plan) -> costs.put(strategy, PlanCost.of(plan, prices)));
        Strategy best = FETCH_AND_PROCESS;
        List<String> texts = new ArrayList<>();
        for (Map.Entry<Strategy, Double> cost : costs.entrySet()) {
            best = cost.getValue() < costs.getOrDefault(best, 0.0) ? cost.getKey() : best;
            texts.add(String.format(Locale.ROOT, "%s %.2g s", cost.getKey().label, cost.getValue()));
        }
        return plans.getOrDefault(best, fetched).withChoice(best.label + ", of " + String.join(", ", texts));
    }

    private static boolean waits(DistributedPlan plan) {
        return plan.fragments().stream().anyMatch(f -> !f.needs().isEmpty());
    }
}
