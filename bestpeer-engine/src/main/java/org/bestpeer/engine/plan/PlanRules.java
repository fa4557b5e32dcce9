package org.bestpeer.engine.plan;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bestpeer.engine.access.TravelRule;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;

/**
 * What placing a plan depends on besides the placements.
 *
 * @param cost prices by which strategies are chosen
 * @param travel to whom rows may be sent besides the home peer
 * @param on the steps that are not left out
 */
public record PlanRules(CostParameters cost, TravelRule travel, Set<PlanRule> on) {
    private static final Set<PlanRule> OF_KEYS = Set.of(PlanRule.KEY_SETS, PlanRule.THRESHOLDS, PlanRule.LATE_COLUMNS);
    private static final Set<PlanRule> OF_ROWS = Set.of(PlanRule.REPLICATION, PlanRule.REPARTITION);

    /** Nothing but fetching: rows go to the home peer only. */
    public static final PlanRules FETCH_ONLY =
            new PlanRules(CostParameters.DEFAULT, (company, table, owner) -> false, PlanRule.all()).fetchOnly();

    /** @throws NullPointerException if something is missing */
    public PlanRules {
        on = Set.copyOf(on);
    }

    /** All steps. */
    public PlanRules(CostParameters cost, TravelRule travel) {
        this(cost, travel, PlanRule.all());
    }

    boolean has(PlanRule rule) {
        return on.contains(rule);
    }

    /** Whether anything may be sent to owners besides what they are asked. */
    boolean sends() {
        return on.stream().anyMatch(Sets.union(OF_KEYS, OF_ROWS)::contains);
    }

    /** Whether rows of a plan's tables, of certain owners, may go to certain sites. */
    boolean mayTravel(Operator rows, Set<Site> owners, Set<Site> to) {
        List<String> tables = Operators.scans(rows).stream()
                .map(Operator.Scan::table)
                .distinct()
                .toList();
        Set<String> companies = to.stream().map(Site::company).collect(Collectors.toSet());
        return owners.stream().allMatch(owner -> tables.stream()
                .allMatch(table -> companies.stream().allMatch(c -> travel.mayReceive(c, table, owner))));
    }

    /** The same, with work taking as long. */
    public PlanRules at(Speeds speeds) {
        return new PlanRules(cost.withSpeeds(speeds), travel, on);
    }

    /** The same, with a step left out. */
    public PlanRules without(PlanRule rule) {
        return new PlanRules(cost, travel, Sets.difference(on, Set.of(rule)));
    }

    /** The same, with no keys sent along. */
    public PlanRules withoutKeys() {
        return new PlanRules(cost, travel, Sets.difference(on, OF_KEYS));
    }

    /** The same, with no rows sent along. */
    public PlanRules withoutRows() {
        return new PlanRules(cost, travel, Sets.difference(on, OF_ROWS));
    }

    /** The same, with nothing sent along. */
    public PlanRules fetchOnly() {
        return withoutKeys().withoutRows();
    }
}
