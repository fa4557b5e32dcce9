package org.bestpeer.engine.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.placement.Site;

/**
 * A part of a plan that runs where its rows live, once at each of its sites.
 *
 * @param id number of the exchange that brings its rows
 * @param plan what runs; its leaves are scans, values, and rows of other fragments that are sent along
 * @param sites where it runs, and the load version that each table must have there
 * @param estimatedRows rows thought to be sent, over all sites
 * @param estimatedBytes bytes thought to be sent, over all sites
 * @param reductions the keys that are sent along, so that fewer rows are sent back
 * @param partitioning how its rows are parted among the sites of the one fragment that reads them; empty if they come here
 */
public record Fragment(
        int id,
        Operator plan,
        Map<Site, Map<String, Long>> sites,
        double estimatedRows,
        double estimatedBytes,
        List<Reduction> reductions,
        Optional<Partitioning> partitioning) {
    public Fragment {
        sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
        reductions = List.copyOf(reductions);
    }

    /** One whose rows come here. */
    Fragment(
            int id,
            Operator plan,
            Map<Site, Map<String, Long>> sites,
            double estimatedRows,
            double estimatedBytes,
            List<Reduction> reductions) {
        this(id, plan, sites, estimatedRows, estimatedBytes, reductions, Optional.empty());
    }

    /** Another plan that sends the same columns, with more keys sent along. */
    Fragment reduced(Operator newPlan, double rows, List<Reduction> newReductions) {
        return new Fragment(id, newPlan, sites, rows, rows * Widths.of(newPlan.fields()), newReductions, partitioning);
    }

    /** The tables that it reads. */
    public List<String> tables() {
        return Operators.scans(plan).stream()
                .map(Operator.Scan::table)
                .distinct()
                .sorted()
                .toList();
    }

    /** All fragments of which it gets rows or keys: those that it needs, and repartitioned ones. */
    public SortedSet<Integer> sources() {
        SortedSet<Integer> sources = needs();
        sources.addAll(Operators.shuffled(plan));
        return sources;
    }

    /** The fragments whose rows or keys are sent along, so that it starts only when these have come. */
    public SortedSet<Integer> needs() {
        SortedSet<Integer> needs = new TreeSet<>();
        collectNeeds(plan, needs);
        return needs;
    }

    private static void collectNeeds(Operator operator, SortedSet<Integer> needs) {
        if (operator instanceof Operator.Receive receive) {
            needs.add(receive.exchange());
        } else if (operator instanceof Operator.KeyFilter filter && filter.keys() instanceof KeySet.Sent sent) {
            needs.add(sent.exchange());
        }
        operator.inputs().forEach(input -> collectNeeds(input, needs));
    }
}
