package org.bestpeer.engine.plan;

import com.google.common.collect.Sets;
import java.util.Set;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;

/**
 * The cost model of BestPeer++ for whole plans: every byte that is sent is paid for on the network, on disk and with a
 * node's time, w = S(T) for a table's own rows and t(T) * s for rows sent to each of its t(T) owners; rows that are repartitioned go once from
 * peer to peer; and whoever waits for others waits.
 */
final class PlanCost {
    private PlanCost() {}

    static double of(DistributedPlan plan, CostParameters prices) {
        double bytes = 0;
        int longest = 0;
        for (Fragment fragment : plan.fragments()) {
            bytes += fragment.partitioning().isPresent() ? shuffledBytes(plan, fragment) : fragment.estimatedBytes();
            for (Reduction reduction : fragment.reductions()) {
                bytes += reduction.estimatedBytes();
            }
            for (Operator.Receive receive : Operators.receives(fragment.plan())) {
                bytes += plan.fragments().get(receive.exchange()).estimatedBytes()
                        * fragment.sites().size();
            }
            longest = Math.max(longest, waits(plan, fragment.needs()) + levels(plan, fragment));
        }
        return prices.ofBytes(bytes) + longest * prices.ofWaiting();
    }

    /** A site that is an owner as well keeps what falls to it. */
    private static double shuffledBytes(DistributedPlan plan, Fragment fragment) {
        Set<Site> receivers = plan.reader(fragment).map(f -> f.sites().keySet()).orElse(Set.of());
        if (receivers.isEmpty()) {
            return 0;
        }
        double kept =
                (double) Sets.intersection(fragment.sites().keySet(), receivers).size()
                        / (fragment.sites().size() * receivers.size());
        return fragment.estimatedBytes() * (1 - kept);
    }

    /** How many times rows are repartitioned on their way through a fragment. */
    private static int levels(DistributedPlan plan, Fragment fragment) {
        return Operators.shuffled(fragment.plan()).stream()
                .mapToInt(exchange -> 1 + levels(plan, plan.fragments().get(exchange)))
                .max()
                .orElse(0);
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
