package org.bestpeer.engine.plan;

import java.util.Set;
import org.bestpeer.engine.algebra.Operator;

/**
 * The cost model of BestPeer++ for whole plans: every byte that is sent is paid for on the network, on disk and with a
 * node's time, w = S(T) for a table's own rows and t(T) * s for rows sent to each of its t(T) owners; and whoever waits
 * for others waits.
 */
final class PlanCost {
    private PlanCost() {}

    static double of(DistributedPlan plan, CostParameters prices) {
        double bytes = 0;
        int longest = 0;
        for (Fragment fragment : plan.fragments()) {
            bytes += fragment.estimatedBytes();
            for (Reduction reduction : fragment.reductions()) {
                bytes += reduction.estimatedBytes();
            }
            for (Operator.Receive receive : Operators.receives(fragment.plan())) {
                bytes += plan.fragments().get(receive.exchange()).estimatedBytes()
                        * fragment.sites().size();
            }
            longest = Math.max(longest, waits(plan, fragment.needs()));
        }
        return prices.ofBytes(bytes) + longest * prices.ofWaiting();
    }

    /** How many fragments run one after the other before these exchanges are there. */
    private static int waits(DistributedPlan plan, Set<Integer> exchanges) {
        int longest = 0;
        for (int exchange : exchanges) {
            int own = exchange < plan.fragments().size() ? 1 : 0;
            longest = Math.max(longest, own + waits(plan, plan.needs(exchange)));
        }
        return longest;
    }
}
