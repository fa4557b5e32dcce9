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
    REPLICATED_JOIN("replicated join"),
    REPARTITION("repartition");

    private final String label;

    Strategy(String label) {
        this.label = label;
    }

    /**
     * The cheapest of the plans, saying why.
     *
     * @param fetched with nothing sent along
     * @param plans one for each other strategy; one that does not do what it is called after is no alternative
     */
    static DistributedPlan cheapest(
            DistributedPlan fetched, Map<Strategy, DistributedPlan> plans, CostParameters prices) {
        Map<Strategy, DistributedPlan> real = new TreeMap<>(plans);
        real.entrySet().removeIf(entry -> !entry.getKey().isIn(entry.getValue()));
        DistributedPlan best = fetched;
        if (real.isEmpty()) {
            return best;
        }
        real.put(FETCH_AND_PROCESS, fetched);
        Strategy chosen = FETCH_AND_PROCESS;
        double least = Double.POSITIVE_INFINITY;
        List<String> texts = new ArrayList<>();
        for (Map.Entry<Strategy, DistributedPlan> entry : real.entrySet()) {
            double cost = PlanCost.of(entry.getValue(), prices);
            texts.add(String.format(Locale.ROOT, "%s %.2g s", entry.getKey().label, cost));
            if (cost < least) {
                least = cost;
                chosen = entry.getKey();
                best = entry.getValue();
            }
        }
        return best.withChoice(chosen.label + ", of " + String.join(", ", texts) + " at "
                + prices.speeds().text());
    }

    /** Whether a plan does what this is called after. */
    boolean isIn(DistributedPlan plan) {
        return switch (this) {
            case FETCH_AND_PROCESS -> true;
            case SEMI_JOIN -> plan.fragments().stream().anyMatch(f -> !f.needs().isEmpty());
            case REPLICATED_JOIN ->
                plan.fragments().stream()
                        .anyMatch(f -> !Operators.receives(f.plan()).isEmpty());
            case REPARTITION ->
                plan.fragments().stream().anyMatch(f -> f.partitioning().isPresent());
        };
    }
}
