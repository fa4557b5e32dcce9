package org.bestpeer.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.engine.TpchFixture;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.sql.PlannedStatement;
import org.bestpeer.engine.sql.SqlFrontEnd;
import org.junit.jupiter.api.Test;

/** Joins at the owners, where promised ranges prove that rows that meet live together. */
class ColocationTest {
    private static final SqlFrontEnd FRONT_END = new SqlFrontEnd(TpchFixture.statistics(), 100);
    private static final Map<String, String> KEYS = Map.of(
            "orders", "o_orderkey",
            "lineitem", "l_orderkey",
            "customer", "c_custkey",
            "part", "p_partkey",
            "partsupp", "ps_partkey",
            "supplier", "s_suppkey");

    private Set<String> promising = KEYS.keySet();
    private int ordersOwners = 4;

    private DistributedPlan placed(String sql) {
        PlannedStatement statement = FRONT_END.plan(sql, TpchFixture.catalog());
        Operator bound = statement.plan().bind(statement.values(List.of()), LocalDateTime.MIN.withYear(2026));
        List<Placement> placements =
                ScanRanges.requests(bound).stream().map(this::placement).toList();
        return new Placer().place(bound, placements, TpchFixture.catalog(), PlanRules.FETCH_ONLY);
    }

    private Placement placement(ScanRequest request) {
        String key = KEYS.get(request.table());
        int owners = key == null ? 1 : request.table().equals("orders") ? ordersOwners : 4;
        TableStatistics whole = TpchFixture.statisticsOf(request.table());
        List<Partition> partitions = new ArrayList<>();
        for (int i = 1; i <= owners; i++) {
            Map<String, ColumnRange> promised = key != null
                            && promising.contains(request.table())
                            && request.keys().contains(key)
                    ? Map.of(key, new ColumnRange(key, i * 1000L, i * 1000L + 999))
                    : Map.of();
            partitions.add(
                    new Partition(site(i), 7, new TableStatistics(whole.rows() / owners, whole.columns()), promised));
        }
        return new Placement(partitions, List.of());
    }

    private static Site site(int number) {
        return new Site("company" + number + "-1", "company" + number);
    }

    private static Fragment withTables(DistributedPlan plan, String... tables) {
        return plan.fragments().stream()
                .filter(f -> f.tables().equals(List.of(tables)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", Explain.lines(plan))));
    }

    @Test
    void joinsOrdersAndLineitemOfQuery3AtTheOwners() {
        DistributedPlan plan = placed(TpchFixture.query(3));

        assertThat(plan.fragments()).hasSize(2);
        assertThat(withTables(plan, "customer").sites()).hasSize(4);
        Fragment joined = withTables(plan, "lineitem", "orders");
        assertThat(joined.sites()).hasSize(4);
        assertThat(joined.sites().values()).allSatisfy(v -> assertThat(v).containsOnlyKeys("orders", "lineitem"));
        assertThat(joined.plan().fields()).extracting(f -> f.name()).doesNotContain("l_orderkey1", "l_shipdate");
    }

    @Test
    void joinsAndGroupsOrdersAndLineitemOfQuery18AtTheOwners() {
        DistributedPlan plan = placed(TpchFixture.query(18));

        assertThat(plan.fragments()).hasSize(2);
        assertThat(FragmentText.of(withTables(plan, "lineitem", "orders").plan()))
                .contains("SEMI JOIN")
                .contains("SUM(")
                .contains("IS NOT NULL");
    }

    @Test
    void aggregatesPartlyOverAPushedJoin() {
        DistributedPlan plan = placed(
                "select o_orderpriority, sum(l_quantity) from orders, lineitem where o_orderkey = l_orderkey group by 1");

        assertThat(plan.fragments()).singleElement().satisfies(f -> assertThat(f.plan())
                .isInstanceOf(Operator.Aggregate.class));
        assertThat(plan.residual().toString()).contains("Aggregate");
    }

    @Test
    void groupsWholeByTheKeyOfAPushedJoin() {
        DistributedPlan plan = placed("select o_orderkey, sum(l_quantity) s from orders, lineitem"
                + " where o_orderkey = l_orderkey group by 1 order by s desc limit 3");

        assertThat(plan.fragments()).singleElement().satisfies(f -> assertThat(FragmentText.of(f.plan()))
                .contains("GROUP BY")
                .contains("LIMIT 3"));
        assertThat(plan.residual().toString()).doesNotContain("Aggregate");
    }

    @Test
    void doesNotGroupWholeWhereAKeyMayBeNull() {
        DistributedPlan plan = placed("select l_orderkey, count(*) from lineitem group by l_orderkey");

        assertThat(plan.residual().toString()).contains("Aggregate");
    }

    @Test
    void provesNothingWithoutPromises() {
        promising = Set.of("orders", "customer");

        assertThat(placed("select o_totalprice, l_quantity from orders, lineitem where o_orderkey = l_orderkey")
                        .fragments())
                .hasSize(2);
    }

    @Test
    void provesNothingByAnotherColumn() {
        assertThat(placed("select o_totalprice, c_name from orders, customer where o_custkey = c_custkey")
                        .fragments())
                .hasSize(2);
    }

    @Test
    void keepsRowsWithoutAPartnerOnlyWhereTheOtherTableIs() {
        String outer = "select o_totalprice, l_quantity from lineitem left join orders on l_orderkey = o_orderkey";
        assertThat(placed(outer).fragments()).hasSize(1);
        String anti = "select l_quantity from lineitem where not exists"
                + " (select 1 from orders where o_orderkey = l_orderkey)";
        assertThat(placed(anti).fragments()).hasSize(1);

        ordersOwners = 3;
        assertThat(placed(outer).fragments()).hasSize(2);
        assertThat(placed(anti).fragments()).hasSize(2);
        assertThat(placed("select o_totalprice, l_quantity from lineitem right join orders on l_orderkey = o_orderkey")
                        .fragments())
                .singleElement()
                .satisfies(f -> assertThat(f.sites()).hasSize(3));
        assertThat(placed("select l_quantity from lineitem full join orders on l_orderkey = o_orderkey")
                        .fragments())
                .hasSize(2);
    }

    @Test
    void asksOnlyOwnersOfBothForAnInnerJoin() {
        ordersOwners = 3;

        DistributedPlan plan = placed("select l_quantity from lineitem, orders where l_orderkey = o_orderkey");

        assertThat(plan.fragments()).singleElement().satisfies(f -> assertThat(f.sites())
                .containsOnlyKeys(site(1), site(2), site(3)));
        assertThat(plan.pruned()).containsExactly(new Pruned("lineitem", Set.of(site(4)), Pruned.Reason.NO_PARTNERS));
    }

    @Test
    void takesAReferenceTableOnlyWhereItIs() {
        DistributedPlan plan =
                placed("select c_name, n_name, o_totalprice, l_quantity from orders, lineitem, customer, nation"
                        + " where o_orderkey = l_orderkey and c_custkey = o_custkey and c_nationkey = n_nationkey");

        assertThat(withTables(plan, "nation").sites()).containsOnlyKeys(site(1));
        assertThat(withTables(plan, "lineitem", "orders").sites()).hasSize(4);
    }
}
