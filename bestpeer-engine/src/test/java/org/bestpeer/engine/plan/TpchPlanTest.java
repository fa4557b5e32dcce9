package org.bestpeer.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bestpeer.engine.TpchFixture;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.sql.PlannedStatement;
import org.bestpeer.engine.sql.SqlFrontEnd;
import org.bestpeer.engine.type.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TpchPlanTest {
    private static final SqlFrontEnd FRONT_END = new SqlFrontEnd(TpchFixture.statistics(), 100);
    private static final Set<String> REFERENCES = Set.of("nation", "region");

    static IntStream numbers() {
        return IntStream.rangeClosed(1, TpchFixture.QUERIES);
    }

    private static Operator bound(String sql, Object... values) {
        PlannedStatement statement = FRONT_END.plan(sql, TpchFixture.catalog());
        return statement.plan().bind(statement.values(List.of(values)), LocalDateTime.MIN.withYear(2026));
    }

    private static Site site(int number) {
        return new Site("company" + number + "-1", "company" + number);
    }

    /** Every table shared by so many companies, reference tables copied to all. */
    private static DistributedPlan placed(String sql, int owners) {
        Operator bound = bound(sql);
        List<Placement> placements = ScanRanges.requests(bound).stream()
                .map(request -> placement(request, owners))
                .toList();
        return new Placer().place(bound, placements, TpchFixture.catalog(), PlanRules.FETCH_ONLY);
    }

    private static Placement placement(ScanRequest request, int owners) {
        TableStatistics whole = TpchFixture.statisticsOf(request.table());
        double share = REFERENCES.contains(request.table()) ? 1 : owners;
        List<Partition> partitions = new ArrayList<>();
        for (int i = 1; i <= owners; i++) {
            partitions.add(new Partition(site(i), 7, new TableStatistics(whole.rows() / share, whole.columns())));
        }
        return new Placement(partitions, List.of());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void joinsBigTablesOnlyByKeys(int number) {
        assertKeyed(bound(TpchFixture.query(number)));
    }

    private static void assertKeyed(Operator operator) {
        if (operator instanceof Operator.Join join && join.keys().isEmpty()) {
            assertThat(isOneRow(join.left()) || isOneRow(join.right()))
                    .as("a join without keys has a side of one row")
                    .isTrue();
        }
        operator.inputs().forEach(TpchPlanTest::assertKeyed);
    }

    private static boolean isOneRow(Operator operator) {
        if (operator instanceof Operator.Aggregate aggregate) {
            return aggregate.groupKeys().isEmpty();
        }
        return operator instanceof Operator.Project project && isOneRow(project.input());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void shipsAQueryOfOneOwnerWhole(int number) {
        DistributedPlan plan = placed(TpchFixture.query(number), 1);

        assertThat(plan.fragments()).hasSize(1);
        assertThat(plan.residual()).isInstanceOf(Operator.Receive.class);
        assertThat(plan.fragments().get(0).sites()).containsOnlyKeys(site(1));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void cutsEveryQueryOverFourOwnersAndExplainsIt(int number) {
        DistributedPlan plan = placed(TpchFixture.query(number), 4);

        assertThat(Operators.scans(plan.residual())).isEmpty();
        assertThat(plan.fragments()).isNotEmpty().allSatisfy(f -> {
            assertThat(f.tables()).isNotEmpty();
            f.sites().values().forEach(versions -> assertThat(versions.keySet())
                    .containsExactlyInAnyOrderElementsOf(f.tables()));
        });
        assertThat(Explain.lines(plan)).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 13, 18})
    void explainsAsWrittenDown(int number) throws IOException {
        String text = String.join("\n", Explain.lines(placed(TpchFixture.query(number), 4))) + "\n";

        try (InputStream golden = getClass().getResourceAsStream("/tpch/q" + number + ".plan")) {
            assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void pushesFiltersAndPartialAggregates(int number) {
        Fragment only = placed(TpchFixture.query(number), 4).fragments().get(0);

        assertThat(only.sites()).hasSize(4);
        assertThat(only.plan()).isInstanceOf(Operator.Aggregate.class);
        assertThat(FragmentText.of(only.plan())).contains("WHERE").contains("SUM(");
    }

    @Test
    void asksForTheBoundValueOnly() {
        String sql = "select o_totalprice from orders where o_orderkey = ?";

        assertThat(ScanRanges.requests(bound(sql, 42L)).get(0).ranges())
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.column()).isEqualTo("o_orderkey");
                    assertThat(r.low()).isEqualTo(42L);
                    assertThat(r.high()).isEqualTo(42L);
                });
    }

    @Test
    void carriesConstantsOverJoins() {
        List<ScanRequest> requests = ScanRanges.requests(
                bound("select 1 from orders, lineitem where o_orderkey = l_orderkey and o_orderkey between 5 and 9"));

        assertThat(requests)
                .hasSize(2)
                .allSatisfy(r -> assertThat(r.ranges()).singleElement().satisfies(range -> {
                    assertThat(range.low()).isEqualTo(5L);
                    assertThat(range.high()).isEqualTo(9L);
                }));
    }

    @Test
    void prunesByNothingThatNullSatisfies() {
        assertThat(ScanRanges.requests(bound("select 1 from orders where o_orderkey = 5 or o_orderkey is null"))
                        .get(0)
                        .ranges())
                .isEmpty();
        assertThat(ScanRanges.requests(bound("select 1 from orders where o_orderkey is not distinct from 5"))
                        .get(0)
                        .ranges())
                .isEmpty();
        assertThat(ScanRanges.requests(bound("select 1 from orders where o_orderkey <> 5"))
                        .get(0)
                        .ranges())
                .isEmpty();
    }

    @Test
    void answersFromNothingWhereAllOwnersArePruned() {
        Operator bound = bound("select count(*), sum(o_totalprice) from orders where o_orderkey = 5");
        DistributedPlan plan = new Placer()
                .place(
                        bound,
                        List.of(new Placement(List.of(), List.of(site(1)))),
                        TpchFixture.catalog(),
                        PlanRules.FETCH_ONLY);

        assertThat(plan.fragments()).isEmpty();
        assertThat(plan.residual().toString()).contains("Aggregate").contains("rows=[]");
        assertThat(plan.pruned()).containsExactly(new Pruned("orders", Set.of(site(1)), Pruned.Reason.RANGES));
    }

    @Test
    void takesTopRowsAtOwnersAndAgainHere() {
        DistributedPlan plan = placed("select o_orderkey from orders order by o_totalprice desc limit 10 offset 5", 3);
        Operator top = plan.fragments().get(0).plan();
        while (!(top instanceof Operator.Sort)) {
            top = top.inputs().get(0);
        }

        assertThat(((Operator.Sort) top).limit()).contains(new Scalar.Literal(15L, DataType.BIGINT));
        assertThat(((Operator.Sort) top).offset()).isEmpty();
    }

    @Test
    void joinsReferenceTablesAtTheOwnersOfTheOtherSide() {
        DistributedPlan plan = placed("select c_name, n_name from customer, nation where c_nationkey = n_nationkey", 3);

        assertThat(plan.fragments()).hasSize(1);
        assertThat(plan.fragments().get(0).sites()).hasSize(3);
    }

    @Test
    void keepsRowsOfACopyOnceInOuterJoins() {
        DistributedPlan plan =
                placed("select n_name, c_name from nation left join customer on c_nationkey = n_nationkey", 3);

        assertThat(plan.fragments()).hasSize(2);
        assertThat(plan.residual().toString()).contains(JoinKind.LEFT.name());
    }

    @Test
    void removesDuplicatesAtOwnersBeforeCountingThem() {
        DistributedPlan plan = placed("select o_orderstatus, count(distinct o_custkey) from orders group by 1", 3);

        assertThat(plan.fragments().get(0).plan())
                .isInstanceOfSatisfying(
                        Operator.Aggregate.class, a -> assertThat(a.calls()).isEmpty());
    }

    @Test
    void prefersOneSiteForReferenceTables() {
        Site publisher = site(1);
        Site other = site(2);
        Operator bound = bound("select n_name, r_name from nation, region where n_regionkey = r_regionkey");
        List<Placement> placements = ScanRanges.requests(bound).stream()
                .map(r -> new Placement(
                        r.table().equals("nation")
                                ? List.of(partition(publisher), partition(other))
                                : List.of(partition(other)),
                        List.of()))
                .toList();

        DistributedPlan plan = new Placer().place(bound, placements, TpchFixture.catalog(), PlanRules.FETCH_ONLY);

        assertThat(plan.fragments()).hasSize(1);
        assertThat(plan.fragments().get(0).sites()).containsOnlyKeys(other);
    }

    private static Partition partition(Site site) {
        return new Partition(site, 3, TableStatistics.UNKNOWN);
    }
}
