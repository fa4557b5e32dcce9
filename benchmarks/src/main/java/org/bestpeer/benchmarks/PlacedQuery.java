package org.bestpeer.benchmarks;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.Placer;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.plan.ScanRanges;
import org.bestpeer.engine.sql.PlannedStatement;
import org.bestpeer.engine.sql.SqlFrontEnd;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * A query that is planned whole, from its text to its fragments, over so many owners. Order keys are promised apart, so
 * that orders and lineitem meet at their owners; all other keys overlap.
 */
record PlacedQuery(String name, String sql, int owners) {
    private static final PlanRules RULES = new PlanRules(CostParameters.DEFAULT, (company, table, owner) -> true);
    private static final List<String> QUERIES = List.of("q05", "q08", "q09");
    private static final String TWELVE_TABLES =
            """
            select n1.n_name, sum(l.l_extendedprice)
            from lineitem l, orders o, customer c, nation n1, region r1, supplier s, nation n2, region r2, partsupp ps,
                 part p, orders o2, lineitem l2
            where l.l_orderkey = o.o_orderkey and o.o_custkey = c.c_custkey and c.c_nationkey = n1.n_nationkey
              and n1.n_regionkey = r1.r_regionkey and l.l_suppkey = s.s_suppkey and s.s_nationkey = n2.n_nationkey
              and n2.n_regionkey = r2.r_regionkey and ps.ps_partkey = l.l_partkey and ps.ps_suppkey = l.l_suppkey
              and p.p_partkey = ps.ps_partkey and o2.o_custkey = c.c_custkey and l2.l_orderkey = o2.o_orderkey
              and r1.r_name = 'ASIA' and r2.r_name = 'EUROPE' and p.p_size = 5
            group by n1.n_name
            """;

    /** TPC-H Q5, Q8, Q9 and a join of 12 tables, over 4 and over 64 owners. */
    static List<PlacedQuery> all() {
        List<PlacedQuery> all = new ArrayList<>();
        for (int owners : new int[] {4, 64}) {
            TpchQuery.all().stream()
                    .filter(query -> QUERIES.contains(query.label()))
                    .forEach(query -> all.add(new PlacedQuery(query.label(), query.sql(), owners)));
            all.add(new PlacedQuery("join12", TWELVE_TABLES, owners));
        }
        return all;
    }

    String label() {
        return "%s over %d owners".formatted(name, owners);
    }

    /** Milliseconds from the text to the fragments, with an empty plan cache; finding the owners does not count. */
    double millis(Catalog catalog, Statistics statistics) {
        SqlFrontEnd empty = new SqlFrontEnd(statistics, 1);
        long start = System.nanoTime();
        PlannedStatement statement = empty.plan(sql, catalog);
        Operator bound = statement.plan().bind(statement.values(List.of()), LocalDateTime.MIN.withYear(2026));
        List<ScanRequest> requests = ScanRanges.requests(bound);
        long requested = System.nanoTime();
        List<Placement> placements =
                requests.stream().map(r -> placement(r, catalog, statistics)).toList();
        long located = System.nanoTime();
        new Placer().place(bound, placements, catalog, RULES);
        return (System.nanoTime() - located + requested - start) / 1e6;
    }

    private Placement placement(ScanRequest request, Catalog catalog, Statistics statistics) {
        boolean reference = catalog.table(request.table())
                .map(t -> t.kind() == TableKind.REFERENCE)
                .orElse(false);
        int sharing = reference ? 1 : owners;
        TableStatistics whole = statistics.of(request.table());
        return new Placement(
                IntStream.range(0, sharing)
                        .mapToObj(i -> new Partition(
                                new Site("peer-" + i, "company-" + i),
                                1,
                                new TableStatistics(whole.rows() / sharing, whole.columns()),
                                promised(request, i)))
                        .toList(),
                List.of());
    }

    private static Map<String, ColumnRange> promised(ScanRequest request, int owner) {
        Map<String, ColumnRange> promised = new HashMap<>();
        for (String key : request.keys()) {
            long low = key.endsWith("orderkey") ? owner * 1_000_000L : 1;
            promised.put(key, new ColumnRange(key, low, low + 999_999));
        }
        return promised;
    }
}
