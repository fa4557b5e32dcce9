package org.bestpeer.engine.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
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
 */
public record Fragment(
        int id,
        Operator plan,
        Map<Site, Map<String, Long>> sites,
        double estimatedRows,
        double estimatedBytes,
        List<Reduction> reductions) {
    public Fragment {
        sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
        reductions = List.copyOf(reductions);
    }

    /** The tables that it reads. */
    public List<String> tables() {
        return Operators.scans(plan).stream()
                .map(Operator.Scan::table)
                .distinct()
                .sorted()
                .toList();
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
