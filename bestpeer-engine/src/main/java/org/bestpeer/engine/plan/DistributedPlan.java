package org.bestpeer.engine.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;

/**
 * A bound plan cut into what runs at the owners and what runs here.
 *
 * @param fragments what runs at the owners
 * @param residual what runs here; its {@link Operator.Receive}s name the fragments by number
 * @param reasons why something was not pushed to the owners
 * @param pruned owners that need not be asked, by table
 */
public record DistributedPlan(
        List<Fragment> fragments, Operator residual, List<String> reasons, Map<String, Set<Site>> pruned) {
    public DistributedPlan {
        fragments = List.copyOf(fragments);
        reasons = List.copyOf(reasons);
        pruned = Map.copyOf(pruned);
    }
}
