package org.bestpeer.engine.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;

/**
 * A part of a plan that runs where its rows live, once at each of its sites.
 *
 * @param id number of the exchange that brings its rows
 * @param plan what runs; its leaves are scans and values
 * @param sites where it runs, and the load version that each table must have there
 * @param estimatedRows rows thought to be sent, over all sites
 * @param estimatedBytes bytes thought to be sent, over all sites
 */
public record Fragment(
        int id, Operator plan, Map<Site, Map<String, Long>> sites, double estimatedRows, double estimatedBytes) {
    public Fragment {
        sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    }

    /** The tables that it reads. */
    public List<String> tables() {
        return Operators.scans(plan).stream()
                .map(Operator.Scan::table)
                .distinct()
                .sorted()
                .toList();
    }
}
