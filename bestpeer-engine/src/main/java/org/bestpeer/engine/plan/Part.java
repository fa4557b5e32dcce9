package org.bestpeer.engine.plan;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param columns what is proven of the plan's columns at the sites
 */
record Part(Operator plan, Map<Site, Map<String, Long>> sites, boolean anyOne, PartColumns columns) {
    Part {
        sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    }

    /** A scan of a partitioned table. */
    static Part partitioned(Operator.Scan scan, List<Partition> partitions) {
        return new Part(scan, sites(scan, partitions), false, PartColumns.of(scan, partitions));
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
                true,
                PartColumns.NONE);
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

    /** Another plan over this one, of whose columns nothing is known. */
    Part with(UnaryOperator<Operator> step) {
        return new Part(step.apply(plan), sites, anyOne, PartColumns.NONE);
    }

    /** The same rows in another order, or only some of them. */
    Part reduced(UnaryOperator<Operator> step) {
        return new Part(step.apply(plan), sites, anyOne, columns);
    }

    /** A filter or projection over it. */
    Part over(Operator operator) {
        return new Part(operator.withInputs(List.of(plan)), sites, anyOne, known(operator));
    }

    private PartColumns known(Operator operator) {
        if (operator instanceof Operator.Filter filter) {
            return columns.filtered(filter.condition());
        }
        return operator instanceof Operator.Project project
                ? columns.projected(project.expressions())
                : PartColumns.NONE;
    }

    /** An aggregate over the rows of each site. */
    Part grouped(Operator.Aggregate aggregate) {
        return new Part(aggregate.withInputs(List.of(plan)), sites, anyOne, columns.grouped(aggregate.groupKeys()));
    }

    /** Whether rows were parted by the column: no value, nor NULL, is at two sites. */
    boolean isParted(int column) {
        return !anyOne && columns.hashed().contains(column);
    }

    /** Whether no value of the column but NULL is at two sites. */
    boolean isDivided(int column) {
        return isParted(column)
                || (!anyOne && columns.isApart(column, columns, column, sites.keySet(), sites.keySet()));
    }

    /** The same, at its preferred site if there is a choice. */
    Part settled() {
        if (!anyOne) {
            return this;
        }
        Map.Entry<Site, Map<String, Long>> first = sites.entrySet().iterator().next();
        return new Part(plan, Map.of(first.getKey(), first.getValue()), false, columns);
    }

    /**
     * Both at the same sites, if their join can run there: at the one site that has both, where copies of reference
     * tables meet every share of the other side's rows and no row of a copy is kept for want of a partner, or where
     * the owners' promises exclude that a row has a partner elsewhere.
     */
    Optional<Part> joined(Operator.Join join, Part right) {
        if (anyOne && right.anyOne) {
            Map<Site, Map<String, Long>> common = common(sites.keySet(), right);
            return common.isEmpty() ? Optional.empty() : Optional.of(joined(join, right, common, true));
        }
        Set<Site> leading = anyOne ? right.sites.keySet() : sites.keySet();
        Map<Site, Map<String, Long>> common = common(leading, right);
        boolean one = leading.size() == 1 && isAtOneSite() && right.isAtOneSite();
        boolean copiesMeetShares = right.anyOne
                ? join.kind() != JoinKind.RIGHT && join.kind() != JoinKind.FULL
                : anyOne && leftMayBeCopied(join);
        if (common.size() == leading.size() && (one || copiesMeetShares)) {
            return Optional.of(joined(join, right, common, false));
        }
        return anyOne || right.anyOne ? Optional.empty() : joinedWhereKeysAre(join, right);
    }

    private static boolean leftMayBeCopied(Operator.Join join) {
        return join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT;
    }

    private Part joined(Operator.Join join, Part right, Map<Site, Map<String, Long>> at, boolean any) {
        return new Part(join.withInputs(List.of(plan, right.plan)), at, any, columns.joined(join, right.columns));
    }

    /** Sites of the given that both have, with the versions of both. */
    private Map<Site, Map<String, Long>> common(Set<Site> among, Part right) {
        Map<Site, Map<String, Long>> common = new LinkedHashMap<>();
        for (Site site : among) {
            Map<String, Long> mine = sites.get(site);
            Map<String, Long> other = right.sites.get(site);
            if (mine != null && other != null) {
                Map<String, Long> both = new HashMap<>(mine);
                both.putAll(other);
                common.put(site, both);
            }
        }
        return common;
    }

    /** Rows that must be kept without a partner need a site that has the other side's table, too. */
    private Optional<Part> joinedWhereKeysAre(Operator.Join join, Part right) {
        Set<Site> needed = new LinkedHashSet<>();
        if (join.kind() != JoinKind.INNER && join.kind() != JoinKind.SEMI && join.kind() != JoinKind.RIGHT) {
            needed.addAll(sites.keySet());
        }
        if (join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL) {
            needed.addAll(right.sites.keySet());
        }
        Map<Site, Map<String, Long>> common = common(sites.keySet(), right);
        boolean apart = common.keySet().containsAll(needed)
                && join.keys().stream()
                        .anyMatch(key -> columns.isApart(
                                key.left(), right.columns, key.right(), sites.keySet(), right.sites.keySet()));
        return apart ? Optional.of(joined(join, right, common, false)) : Optional.empty();
    }
}
