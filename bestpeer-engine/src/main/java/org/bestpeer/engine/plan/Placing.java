package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.placement.Placement;

/** Places one bound plan: cuts it in every way of joining that the rules allow, and takes the cheapest. */
final class Placing {
    private final Operator bound;
    private final List<Placement> placements;
    private final Catalog catalog;
    private final PlanRules rules;
    private final PartitionStatistics statistics;

    /** @param placements where the rows of each of its scans of shared tables live, from left to right */
    Placing(
            Operator bound,
            List<Placement> placements,
            Catalog catalog,
            PlanRules rules,
            PartitionStatistics statistics) {
        this.bound = bound;
        this.placements = placements;
        this.catalog = catalog;
        this.rules = rules;
        this.statistics = statistics;
    }

    DistributedPlan cheapest() {
        PlanCutter fetching = cutter(rules.withoutRows());
        DistributedPlan fetched = fetching.cut(bound);
        if (!rules.sends() || tasks(fetched) <= 1) {
            return fetched;
        }
        Map<Strategy, DistributedPlan> plans = new EnumMap<>(Strategy.class);
        plans.put(Strategy.SEMI_JOIN, reduced(fetched, fetching));
        PlanCutter sending = cutter(rules);
        DistributedPlan sent = sending.cut(bound);
        if (Strategy.REPARTITION.isIn(sent)) {
            plans.put(Strategy.REPARTITION, Reductions.reduced(sent, sending.known(), rules));
            sending = cutter(rules.without(PlanRule.REPARTITION));
            sent = sending.cut(bound);
        }
        if (Strategy.REPLICATED_JOIN.isIn(sent)) {
            plans.put(Strategy.REPLICATED_JOIN, reduced(sent, sending));
        }
        return Strategy.cheapest(fetched, plans, rules.cost());
    }

    /** How many peers are asked for something; what one peer answers alone is sent along to nobody. */
    private static int tasks(DistributedPlan plan) {
        return plan.fragments().stream().mapToInt(f -> f.sites().size()).sum();
    }

    private PlanCutter cutter(PlanRules with) {
        return new PlanCutter(catalog, placements, with, statistics);
    }

    /** The plan with keys sent along. Some of its fragments may run twice for that, so none must be repartitioned. */
    private DistributedPlan reduced(DistributedPlan plan, PlanCutter cutter) {
        List<String> choices = new ArrayList<>();
        List<KnownFragment> chosen = Thresholds.applied(plan, cutter.known(), rules, choices);
        List<Fragment> rounds = chosen.stream().map(KnownFragment::fragment).toList();
        DistributedPlan reduced =
                Reductions.reduced(plan.with(rounds, List.of(), plan.residual(), choices), chosen, rules);
        return LateColumns.applied(reduced, chosen, rules);
    }
}
