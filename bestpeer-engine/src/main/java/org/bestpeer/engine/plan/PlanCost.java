package org.bestpeer.engine.plan;

import com.google.common.collect.Sets;
import java.util.Set;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;

/**
 * What a plan makes peers do, as it is thought before it runs (BestPeer++, cost model): every byte that is sent is paid for,
 * w = S(T) for a table's own rows and t(T) * s for rows sent to each of its t(T) owners; rows that are repartitioned go once
 * from peer to peer; and whoever waits for others waits.
 */
final class PlanCost {
    private PlanCost() {}

    static double of(DistributedPlan plan, CostParameters prices) {
        return prices.of(work(plan));
    }

    private static Work work(DistributedPlan plan) {
        double bytes = 0;
        double shuffled = 0;
        int tasks = 0;
        for (Fragment fragment : plan.fragments()) {
            tasks += fragment.sites().size();
            if (fragment.partitioning().isPresent()) {
                shuffled += shuffledBytes(plan, fragment);
            } else {
                bytes += fragment.estimatedBytes();
            }
            for (Reduction reduction : fragment.reductions()) {
                bytes += reduction.estimatedBytes();
            }
            for (Operator.Receive receive : Operators.receives(fragment.plan())) {
                bytes += plan.fragments().get(receive.exchange()).estimatedBytes()
                        * fragment.sites().size();
            }
        }
        return new Work(rounds(plan), tasks, bytes, shuffled);
    }

    /** How many fragments run one after the other. */
    static int rounds(DistributedPlan plan) {
        return plan.fragments().stream()
                .mapToInt(f -> 1 + waits(plan, f.needs()) + levels(plan, f))
                .max()
                .orElse(0);
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
