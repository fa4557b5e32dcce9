package org.bestpeer.engine.plan;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Site;

/**
 * A plan that runs at sites, while exchanges are placed. Its rows are those of all its sites together, or, if it reads
 * reference tables alone, those of any one of them.
 *
 * @param plan what runs at each site
 * @param sites the sites and the load versions of the tables there; the preferred first
 * @param anyOne whether any one site has all rows
 */
record Part(Operator plan, Map<Site, Map<String, Long>> sites, boolean anyOne) {
    Part {
        sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    }

    /** A scan of a partitioned table. */
    static Part partitioned(Operator.Scan scan, List<Partition> partitions) {
        return new Part(scan, sites(scan, partitions), false);
    }

    /** A scan of a reference table: its publisher or any copy of the same version. */
    static Part reference(Operator.Scan scan, List<Partition> partitions) {
        long version = partitions.get(0).loadVersion();
        return new Part(
                scan,
                sites(
                        scan,
                        partitions.stream()
                                .filter(p -> p.loadVersion() == version)
                                .toList()),
                true);
    }

    private static Map<Site, Map<String, Long>> sites(Operator.Scan scan, List<Partition> partitions) {
        Map<Site, Map<String, Long>> sites = new LinkedHashMap<>();
        partitions.forEach(p -> sites.put(p.site(), Map.of(scan.table(), p.loadVersion())));
        return sites;
    }

    /** Whether all rows are at one site. */
    boolean isAtOneSite() {
        return anyOne || sites.size() == 1;
    }

    Part with(UnaryOperator<Operator> step) {
        return new Part(step.apply(plan), sites, anyOne);
    }

    /** The same, at its preferred site if there is a choice. */
    Part settled() {
        if (!anyOne) {
            return this;
        }
        Map.Entry<Site, Map<String, Long>> first = sites.entrySet().iterator().next();
        return new Part(plan, Map.of(first.getKey(), first.getValue()), false);
    }

    /**
     * Both at the same sites, if their join can run there: at the one site that has both, or where copies of
     * reference tables meet every share of the other side's rows and no row of a copy is kept for want of a partner.
     */
    Optional<Part> joined(Operator.Join join, Part right) {
        Map<Site, Map<String, Long>> common = new LinkedHashMap<>();
        Map<Site, Map<String, Long>> leading = anyOne && !right.anyOne ? right.sites : sites;
        for (Site site : leading.keySet()) {
            Map<String, Long> mine = sites.get(site);
            Map<String, Long> other = right.sites.get(site);
            if (mine != null && other != null) {
                Map<String, Long> both = new HashMap<>(mine);
                both.putAll(other);
                common.put(site, both);
            }
        }
        Operator plan = join.withInputs(List.of(this.plan, right.plan));
        if (anyOne && right.anyOne) {
            return common.isEmpty() ? Optional.empty() : Optional.of(new Part(plan, common, true));
        }
        boolean complete = common.size() == leading.size();
        boolean one = leading.size() == 1 && isAtOneSite() && right.isAtOneSite();
        boolean copiesMeetShares = right.anyOne
                ? join.kind() != JoinKind.RIGHT && join.kind() != JoinKind.FULL
                : anyOne && leftMayBeCopied(join);
        return complete && (one || copiesMeetShares) ? Optional.of(new Part(plan, common, false)) : Optional.empty();
    }

    private static boolean leftMayBeCopied(Operator.Join join) {
        return join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT;
    }
}
