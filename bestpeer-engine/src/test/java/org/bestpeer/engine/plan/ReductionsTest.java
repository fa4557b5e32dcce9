package org.bestpeer.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.TpchFixture;
import org.bestpeer.engine.access.TravelRule;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.sql.PlannedStatement;
import org.bestpeer.engine.sql.SqlFrontEnd;
import org.junit.jupiter.api.Test;

/** Keys sent along between owners of TPC-H rows of which no two that meet live together. */
class ReductionsTest {
    private static final SqlFrontEnd FRONT_END = new SqlFrontEnd(TpchFixture.statistics(), 100);
    private static final int OWNERS = 4;

    private TravelRule travel = (company, table, owner) -> true;
    private double scale = 1;

    private DistributedPlan placed(String sql) {
        PlannedStatement statement = FRONT_END.plan(sql, TpchFixture.catalog());
        Operator bound = statement.plan().bind(statement.values(List.of()), LocalDateTime.MIN.withYear(2026));
        List<Placement> placements =
                ScanRanges.requests(bound).stream().map(this::placement).toList();
        return new Placer()
                .place(bound, placements, TpchFixture.catalog(), new PlanRules(CostParameters.DEFAULT, travel));
    }

    private Placement placement(ScanRequest request) {
        boolean reference =
                TpchFixture.catalog().table(request.table()).orElseThrow().kind() == TableKind.REFERENCE;
        int owners = reference ? 1 : OWNERS;
        TableStatistics whole = TpchFixture.statisticsOf(request.table());
        double rows = whole.rows() * scale / owners;
        Map<String, ColumnStatistics> columns = new HashMap<>();
        whole.columns()
                .forEach((name, c) -> columns.put(
                        name, new ColumnStatistics(c.min(), c.max(), Math.min(c.distinct(), rows), 0, c.histogram())));
        List<Partition> partitions = new ArrayList<>();
        for (int i = 1; i <= owners; i++) {
            Map<String, ColumnRange> promised = request.keys().contains("l_orderkey")
                    ? Map.of("l_orderkey", new ColumnRange("l_orderkey", 1L, 50_000L + i))
                    : Map.of();
            partitions.add(new Partition(site(i), 1, new TableStatistics(rows, columns), promised));
        }
        return new Placement(partitions, List.of());
    }

    private static Site site(int number) {
        return new Site("p" + number, "c" + number);
    }

    private static Fragment of(DistributedPlan plan, String table) {
        return plan.fragments().stream()
                .filter(f -> f.tables().equals(List.of(table)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sendsKeysFromTheSmallestToTheLargest() {
        DistributedPlan plan = placed(TpchFixture.query(3));
        Fragment customer = of(plan, "customer");
        Fragment orders = of(plan, "orders");
        Fragment lineitem = of(plan, "lineitem");

        assertThat(customer.needs()).isEmpty();
        assertThat(orders.needs()).containsExactly(customer.id());
        assertThat(lineitem.needs()).containsExactly(orders.id());
        assertThat(FragmentText.of(lineitem.plan())).contains("l_orderkey IN (keys of " + orders.id() + ")");
        assertThat(lineitem.reductions().get(0).ranges()).hasSize(4);
        assertThat(Explain.lines(plan).toString())
                .contains("chosen: semi-join: fragment " + lineitem.id() + " gets keys of fragment " + orders.id());
    }

    @Test
    void namesAllToWhomKeysOfAFragmentCome() {
        DistributedPlan plan = placed(TpchFixture.query(3));

        assertThat(plan.destinations(of(plan, "customer")))
                .containsExactlyInAnyOrder(site(1), site(2), site(3), site(4));
        assertThat(plan.destinations(of(plan, "lineitem"))).isEmpty();
    }

    @Test
    void sendsNothingWhereItMayNotTravel() {
        travel = (company, table, owner) -> !table.equals("customer");
        DistributedPlan plan = placed(TpchFixture.query(3));

        assertThat(of(plan, "orders").needs()).isEmpty();
        assertThat(of(plan, "lineitem").needs())
                .containsExactly(of(plan, "orders").id());
        assertThat(plan.destinations(of(plan, "customer"))).isEmpty();

        travel = (company, table, owner) -> !company.equals("c3");
        assertThat(placed(TpchFixture.query(3)).fragments())
                .allSatisfy(f -> assertThat(f.needs()).isEmpty());
    }

    @Test
    void sendsNothingForTinyTables() {
        scale = 0.01;

        assertThat(placed(TpchFixture.query(3)).fragments())
                .allSatisfy(f -> assertThat(f.needs()).isEmpty());
    }

    @Test
    void sendsKeysOfWhatIsComputedHere() {
        DistributedPlan plan = placed(TpchFixture.query(18));

        assertThat(plan.steps()).isNotEmpty();
        assertThat(plan.fragments()).anySatisfy(f -> assertThat(f.needs())
                .contains(plan.steps().get(0).id()));
        assertThat(of(plan, "orders").needs()).isNotEmpty();
        assertThat(Explain.lines(plan).toString())
                .contains("step " + plan.steps().get(0).id() + ", here and before");
        assertThat(Operators.receives(plan.residual()))
                .extracting(Operator.Receive::exchange)
                .contains(plan.steps().get(0).id());
    }

    @Test
    void sendsKeysOfRowsThatHavePartners() {
        DistributedPlan plan = placed(TpchFixture.query(10));
        Fragment orders = of(plan, "orders");
        Fragment lineitem = of(plan, "lineitem");
        Step survivors = plan.steps().get(0);

        assertThat(lineitem.needs()).containsExactly(orders.id());
        assertThat(survivors.needs()).containsExactlyInAnyOrder(orders.id(), lineitem.id());
        assertThat(plan.isForKeys(survivors)).isTrue();
        assertThat(plan.fragments()).anySatisfy(f -> {
            assertThat(f.tables()).containsExactly("customer");
            assertThat(f.needs()).containsExactly(survivors.id());
        });
    }

    @Test
    void fetchesWhatIsOnlyShownForTheFirstGroups() {
        DistributedPlan plan = placed(TpchFixture.query(10));
        Fragment late = of(plan, "customer");
        Fragment early = plan.fragments().get(plan.fragments().size() - 1);
        Step first = plan.steps().get(plan.steps().size() - 1);

        assertThat(late.needs()).containsExactly(first.id());
        assertThat(first.needs()).contains(early.id()).doesNotContain(late.id());
        assertThat(FragmentText.of(early.plan())).contains("c_custkey").doesNotContain("c_comment");
        assertThat(Explain.lines(plan).toString()).contains("late columns: fragment " + late.id());

        travel = (company, table, owner) -> !table.equals("orders");
        assertThat(Explain.lines(placed(TpchFixture.query(10))).toString()).doesNotContain("late columns");
    }

    @Test
    void sendsRowsToTheOwnersOfWhatIsAggregated() {
        String sql = "select p_brand, sum(l_quantity) from lineitem, part"
                + " where l_partkey = p_partkey and p_container <> 'BOX' group by p_brand";
        DistributedPlan plan = placed(sql);

        Fragment part = of(plan, "part");
        Fragment lineitem = of(plan, "lineitem");
        assertThat(lineitem.needs()).containsExactly(part.id());
        assertThat(FragmentText.of(lineitem.plan()))
                .contains("(rows of " + part.id() + ")")
                .contains("SUM(");
        assertThat(plan.destinations(part)).hasSize(OWNERS);
        assertThat(Explain.lines(plan).toString()).contains("chosen: replicated join, of fetch and process");

        travel = (company, table, owner) -> false;
        assertThat(placed(sql).fragments())
                .allSatisfy(f -> assertThat(f.needs()).isEmpty());
    }

    @Test
    void keepsRowsThatNeedNoPartner() {
        String orders = "(select o_custkey from orders where o_orderkey = 7) o";
        assertThat(of(
                                placed("select c_name, c_address, c_phone from " + orders
                                        + " left join customer on o_custkey = c_custkey"),
                                "customer")
                        .needs())
                .hasSize(1);
        assertThat(of(
                                placed("select c_name, c_address, c_phone from " + orders
                                        + " right join customer on o_custkey = c_custkey"),
                                "customer")
                        .reductions())
                .isEmpty();
        assertThat(of(
                                placed("select c_name, c_address, c_phone from " + orders
                                        + " full join customer on o_custkey = c_custkey"),
                                "customer")
                        .reductions())
                .isEmpty();
    }
}
