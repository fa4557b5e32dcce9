package org.bestpeer.engine.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bestpeer.engine.exec.operator.PlanExecutorPropertyTest.rows;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.call;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.literal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.access.AccessPolicy;
import org.bestpeer.engine.access.StandardRole;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanExecutorTest {
    private static final AccessPolicy ALL = new StandardRole(company -> true, table -> true);
    private static final Scalar ID = new Scalar.ColumnRef(0, DataType.INTEGER);
    private static final Scalar NAME = new Scalar.ColumnRef(1, DataType.VARCHAR);
    private static final Scalar ZERO = literal(0, DataType.INTEGER);
    private static final Scalar SMALL = call(ScalarFunction.LESS, DataType.BOOLEAN, ID, literal(10, DataType.INTEGER));
    private static final Scalar LIKE =
            call(ScalarFunction.LIKE, DataType.BOOLEAN, NAME, literal("%1", DataType.VARCHAR));
    private static final Scalar FAILING =
            call(ScalarFunction.EQUAL, DataType.BOOLEAN, call(ScalarFunction.DIVIDE, DataType.INTEGER, ID, ZERO), ZERO);

    private final MemoryTables tables = new MemoryTables();

    @BeforeEach
    void fill() {
        List<List<Object>> values = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            values.add(Arrays.asList(i, "n" + i, BigDecimal.valueOf(i, 2)));
        }
        tables.put(
                "t",
                List.of(
                        new Field("id", DataType.INTEGER),
                        new Field("name", DataType.VARCHAR),
                        new Field("price", DataType.decimal(15, 2))),
                values);
        tables.put("empty", tables.columns("t"), List.of());
    }

    private BatchStream run(Operator plan) {
        return PlanExecutor.run(plan, TestContexts.owner(tables));
    }

    private Operator.Filter filter(Scalar... conditions) {
        Scalar condition =
                conditions.length == 1 ? conditions[0] : call(ScalarFunction.AND, DataType.BOOLEAN, conditions);
        return new Operator.Filter(tables.scan("t"), condition);
    }

    private static Operator aggregate(
            Operator input, AggregateFunction function, int argument, DataType output, int... keys) {
        return new Operator.Aggregate(
                input,
                Arrays.stream(keys).boxed().toList(),
                List.of(new AggregateCall(
                        function, false, List.of(argument), OptionalInt.empty(), new Field("a", output))));
    }

    private static Operator first(Operator input, long limit, SortKey... keys) {
        return new Operator.Sort(input, List.of(keys), Optional.empty(), Optional.of(literal(limit, DataType.BIGINT)));
    }

    private static void fails(ErrorCode code, BatchStream stream) {
        assertThatThrownBy(() -> rows(stream)).isInstanceOfSatisfying(BestPeerException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void theStoreGetsTheConjunctsThatItEvaluates() {
        tables.evaluating(SMALL::equals);

        assertThat(rows(run(filter(SMALL, LIKE)))).hasSize(1);
        assertThat(tables.asked.get(0).filter()).contains(SMALL);
    }

    @Test
    void theStoreReadsOnlyTheColumnsThatAreNeeded() {
        rows(run(aggregate(filter(SMALL), AggregateFunction.SUM, 2, DataType.decimal(38, 2))));
        rows(run(new Operator.Project(tables.scan("t"), List.of(ID), List.of("i"))));
        rows(run(new Operator.Aggregate(
                tables.scan("t"),
                List.of(),
                List.of(new AggregateCall(
                        AggregateFunction.COUNT,
                        false,
                        List.of(),
                        OptionalInt.empty(),
                        new Field("count", DataType.BIGINT))))));

        assertThat(tables.asked)
                .extracting(
                        asked -> asked.scan().fields().stream().map(Field::name).toList())
                .containsExactly(List.of("id", "price"), List.of("id"), List.of("id"));
    }

    @Test
    void theStoreGivesOnlyTheFirstRowsWhereItsOrderIsOurs() {
        assertThat(rows(run(first(tables.scan("t"), 3, new SortKey(0, true, true)))))
                .extracting(row -> row.get(0))
                .containsExactly(999, 998, 997);
        assertThat(tables.asked.get(0).limit()).hasValue(3);

        rows(run(first(tables.scan("t"), 3, new SortKey(1, true, true))));
        assertThat(tables.asked.get(1).limit()).as("texts").isEmpty();

        rows(run(first(filter(SMALL), 3, new SortKey(0, true, true))));
        assertThat(tables.asked.get(2).limit()).as("a filter on our side").isEmpty();

        Operator projected = new Operator.Project(tables.scan("t"), List.of(ID), List.of("i"));
        rows(run(first(projected, 3, new SortKey(0, false, false))));
        assertThat(tables.asked.get(3).limit()).as("below a projection").hasValue(3);
    }

    @Test
    void aUsersFilterNeverSeesHiddenRows() {
        AccessPolicy hidesZero = (scan, principal) ->
                new Operator.Filter(scan, call(ScalarFunction.NOT_EQUAL, DataType.BOOLEAN, ID, ZERO));
        Scalar divides = call(
                ScalarFunction.GREATER,
                DataType.BOOLEAN,
                call(ScalarFunction.DIVIDE, DataType.INTEGER, literal(1000, DataType.INTEGER), ID),
                ZERO);
        tables.evaluating(condition -> true);
        ExecutionContext context = TestContexts.owner(tables, hidesZero, TestContexts.LIMITS, () -> false);

        assertThat(rows(PlanExecutor.run(filter(divides), context))).hasSize(999);
        assertThat(tables.asked).extracting(StoreScan::filter).doesNotContain(Optional.of(divides));
    }

    @Test
    void comparisonsGoDownToTheStoreBesideTheOwnersFilter() {
        Scalar notZero = call(ScalarFunction.NOT_EQUAL, DataType.BOOLEAN, ID, ZERO);
        Scalar divides = call(
                ScalarFunction.GREATER,
                DataType.BOOLEAN,
                call(ScalarFunction.DIVIDE, DataType.INTEGER, literal(1000, DataType.INTEGER), ID),
                literal(200, DataType.INTEGER));
        AccessPolicy hidesZero = (scan, principal) -> new Operator.Filter(scan, notZero);
        tables.evaluating(condition -> true);
        ExecutionContext context = TestContexts.owner(tables, hidesZero, TestContexts.LIMITS, () -> false);

        assertThat(rows(PlanExecutor.run(filter(divides, SMALL), context))).hasSize(4);
        assertThat(tables.asked)
                .extracting(StoreScan::filter)
                .containsExactly(Optional.of(call(ScalarFunction.AND, DataType.BOOLEAN, SMALL, notZero)));
    }

    @Test
    void comparisonsOfMaskedColumnsStayAboveTheMaskAndOthersGoBelow() {
        Scalar price = new Scalar.ColumnRef(2, DataType.decimal(15, 2));
        AccessPolicy masksName = (scan, principal) -> new Operator.Project(
                new Operator.Filter(scan, call(ScalarFunction.IS_NOT_NULL, DataType.BOOLEAN, price)),
                List.of(
                        ID,
                        call(ScalarFunction.CASE, DataType.VARCHAR, SMALL, NAME, literal("n", DataType.VARCHAR)),
                        price),
                List.of("id", "name", "price"));
        tables.evaluating(condition -> true);
        ExecutionContext context = TestContexts.owner(tables, masksName, TestContexts.LIMITS, () -> false);
        Scalar big = call(ScalarFunction.GREATER, DataType.BOOLEAN, ID, literal(5, DataType.INTEGER));
        Scalar masked = call(ScalarFunction.EQUAL, DataType.BOOLEAN, NAME, literal("n", DataType.VARCHAR));

        assertThat(rows(PlanExecutor.run(filter(masked, big), context))).hasSize(990);
        assertThat(tables.asked)
                .extracting(StoreScan::filter)
                .containsExactly(Optional.of(call(
                        ScalarFunction.AND,
                        DataType.BOOLEAN,
                        big,
                        call(ScalarFunction.IS_NOT_NULL, DataType.BOOLEAN, price))));
    }

    @Test
    void aMaskedColumnIsNullForTheUsersFilterToo() {
        AccessPolicy masksName = (scan, principal) -> new Operator.Project(
                scan,
                List.of(ID, literal(null, DataType.VARCHAR), new Scalar.ColumnRef(2, DataType.decimal(15, 2))),
                List.of("id", "name", "price"));
        ExecutionContext context = TestContexts.owner(tables, masksName, TestContexts.LIMITS, () -> false);

        assertThat(rows(PlanExecutor.run(filter(LIKE), context))).isEmpty();
    }

    @Test
    void whatMayNotBeReadFailsBeforeTheStoreIsAsked() {
        AccessPolicy nothing = new StandardRole(company -> true, table -> false);
        ExecutionContext context = TestContexts.owner(tables, nothing, TestContexts.LIMITS, () -> false);

        assertThatThrownBy(() -> PlanExecutor.run(tables.scan("t"), context)).hasMessageContaining("table t");
        assertThat(tables.asked).isEmpty();
    }

    @Test
    void aLimitStopsPullingItsInput() {
        assertThat(rows(run(first(filter(SMALL), 4)))).hasSize(4);

        assertThat(tables.batchesRead).hasValue(1);
        assertThat(tables.open).hasValue(0);
    }

    private List<Operator> everyShape(Operator bottom) {
        Operator other = tables.scan("t");
        List<Operator> plans = new ArrayList<>();
        for (JoinKind kind : JoinKind.values()) {
            plans.add(new Operator.Join(kind, bottom, other, List.of(new EquiKey(0, 0)), Optional.empty()));
            plans.add(new Operator.Join(kind, other, bottom, List.of(), Optional.of(SMALL)));
        }
        plans.add(aggregate(bottom, AggregateFunction.MAX, 0, DataType.INTEGER, 1));
        plans.add(new Operator.Sort(bottom, List.of(new SortKey(1, false, false)), Optional.empty(), Optional.empty()));
        plans.add(first(bottom, 2000, new SortKey(1, false, false)));
        plans.add(new Operator.Union(List.of(other, bottom)));
        plans.add(new Operator.Project(bottom, List.of(ID), List.of("i")));
        return plans;
    }

    @Test
    void aFailureClosesEveryStream() {
        for (Operator plan : everyShape(filter(FAILING))) {
            fails(ErrorCode.DIVISION_BY_ZERO, run(plan));
            assertThat(tables.open).as("%s", plan).hasValue(0);
        }
    }

    @Test
    void anEarlyCloseClosesEveryStream() {
        for (Operator plan : everyShape(tables.scan("t"))) {
            try (BatchStream stream = run(plan)) {
                Batch begun = stream.next();
                assertThat(begun == null || begun.rows() > 0).isTrue();
            }
            assertThat(tables.open).as("%s", plan).hasValue(0);
            try (BatchStream unread = run(plan)) {
                assertThat(unread.fields()).isEqualTo(plan.fields());
            }
            assertThat(tables.open).as("%s", plan).hasValue(0);
        }
    }

    @Test
    void cancellingClosesEveryStream() {
        AtomicBoolean cancelled = new AtomicBoolean();
        ExecutionContext context = TestContexts.owner(tables, ALL, TestContexts.LIMITS, cancelled::get);
        for (Operator plan : everyShape(tables.scan("t"))) {
            cancelled.set(false);
            BatchStream stream = PlanExecutor.run(plan, context);
            cancelled.set(true);
            fails(ErrorCode.CANCELLED, stream);
            assertThat(tables.open).as("%s", plan).hasValue(0);
        }
    }

    @Test
    void aPlanThatDoesNotStartLeavesNothingOpen() {
        Operator broken = new Operator.Project(
                tables.scan("t"), List.of(new Scalar.Parameter(0, DataType.INTEGER)), List.of("p"));
        Operator plan = new Operator.Join(JoinKind.INNER, tables.scan("t"), broken, List.of(), Optional.empty());

        assertThatThrownBy(() -> run(plan)).isInstanceOf(BestPeerException.class);
        assertThat(tables.open).hasValue(0);
    }

    @Test
    void afterTheDeadlineItIsGivenUp() {
        ExecutionLimits late = new ExecutionLimits(1 << 20, TestContexts.NOW.minusSeconds(1));

        fails(
                ErrorCode.DEADLINE_EXCEEDED,
                PlanExecutor.run(tables.scan("t"), TestContexts.owner(tables, ALL, late, () -> false)));
        assertThat(tables.open).hasValue(0);
    }

    @Test
    void whatHoldsTooMuchIsRefused() {
        ExecutionLimits small = new ExecutionLimits(10_000, TestContexts.NOW.plusSeconds(1));
        ExecutionContext context = TestContexts.owner(tables, ALL, small, () -> false);
        Operator all = tables.scan("t");

        fails(
                ErrorCode.LIMIT_EXCEEDED,
                PlanExecutor.run(
                        new Operator.Join(JoinKind.INNER, all, all, List.of(new EquiKey(0, 0)), Optional.empty()),
                        context));
        fails(
                ErrorCode.LIMIT_EXCEEDED,
                PlanExecutor.run(aggregate(all, AggregateFunction.MAX, 0, DataType.INTEGER, 1), context));
        fails(
                ErrorCode.LIMIT_EXCEEDED,
                PlanExecutor.run(
                        new Operator.Sort(
                                all, List.of(new SortKey(1, false, false)), Optional.empty(), Optional.empty()),
                        context));
        assertThat(rows(PlanExecutor.run(all, context))).hasSize(1000);
    }

    @Test
    void aggregatesOverNothingGiveOneRow() {
        Operator nothing = tables.scan("empty");
        DataType sum = DataType.decimal(38, 2);

        assertThat(rows(run(aggregate(nothing, AggregateFunction.COUNT, 0, DataType.BIGINT))))
                .containsExactly(List.of(0L));
        assertThat(rows(run(aggregate(nothing, AggregateFunction.SUM0, 2, sum))))
                .containsExactly(List.of(new BigDecimal("0.00")));
        for (AggregateFunction function : AggregateFunction.values()) {
            if (function != AggregateFunction.COUNT && function != AggregateFunction.SUM0) {
                assertThat(rows(run(aggregate(nothing, function, 2, sum))).get(0))
                        .containsOnlyNulls();
            }
        }
        assertThat(rows(run(aggregate(nothing, AggregateFunction.COUNT, 0, DataType.BIGINT, 1))))
                .isEmpty();
    }

    @Test
    void spreadsAndAveragesOfKnownValues() {
        tables.put(
                "v",
                List.of(new Field("x", DataType.INTEGER)),
                List.of(
                        List.of(2),
                        List.of(4),
                        List.of(4),
                        List.of(4),
                        List.of(5),
                        List.of(5),
                        List.of(7),
                        List.of(9)));
        Operator input = tables.scan("v");

        assertThat(one(aggregate(input, AggregateFunction.STDDEV_POP, 0, DataType.DOUBLE)))
                .isEqualTo(2.0);
        assertThat(one(aggregate(input, AggregateFunction.VAR_POP, 0, DataType.DOUBLE)))
                .isEqualTo(4.0);
        assertThat((double) one(aggregate(input, AggregateFunction.VAR_SAMP, 0, DataType.DOUBLE)))
                .isCloseTo(32.0 / 7, org.assertj.core.api.Assertions.within(1e-12));
        assertThat((double) one(aggregate(input, AggregateFunction.STDDEV_SAMP, 0, DataType.DOUBLE)))
                .isCloseTo(Math.sqrt(32.0 / 7), org.assertj.core.api.Assertions.within(1e-12));
        assertThat(one(aggregate(input, AggregateFunction.AVG, 0, DataType.decimal(38, 6))))
                .isEqualTo(new BigDecimal("5.000000"));
        assertThat(one(aggregate(input, AggregateFunction.ANY_VALUE, 0, DataType.INTEGER)))
                .isEqualTo(2);
        fails(
                ErrorCode.CARDINALITY_VIOLATION,
                run(aggregate(input, AggregateFunction.SINGLE_VALUE, 0, DataType.INTEGER)));
    }

    private Object one(Operator plan) {
        List<List<Object>> rows = rows(run(plan));
        assertThat(rows).hasSize(1);
        return rows.get(0).get(0);
    }

    @Test
    void onlyTheResultOfASumMayOverflowItsType() {
        List<List<Object>> values =
                List.of(List.of(Long.MAX_VALUE), List.of(Long.MAX_VALUE), List.of(-Long.MAX_VALUE), List.of(-5L));
        tables.put("big", List.of(new Field("x", DataType.BIGINT)), values);
        tables.put("over", List.of(new Field("x", DataType.BIGINT)), values.subList(0, 2));

        assertThat(one(aggregate(tables.scan("big"), AggregateFunction.SUM, 0, DataType.BIGINT)))
                .isEqualTo(Long.MAX_VALUE - 5);
        assertThat(one(aggregate(tables.scan("over"), AggregateFunction.SUM, 0, DataType.decimal(38, 0))))
                .isEqualTo(BigDecimal.valueOf(Long.MAX_VALUE).multiply(BigDecimal.valueOf(2)));
        fails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                run(aggregate(tables.scan("over"), AggregateFunction.SUM, 0, DataType.BIGINT)));
    }

    @Test
    void aSecondRowOfAScalarSubQueryCountsEvenIfItIsNull() {
        tables.put("one", List.of(new Field("x", DataType.INTEGER)), List.of(List.of(1), Arrays.asList((Object) null)));

        fails(
                ErrorCode.CARDINALITY_VIOLATION,
                run(aggregate(tables.scan("one"), AggregateFunction.SINGLE_VALUE, 0, DataType.INTEGER)));
    }

    @Test
    void theCoordinatorReceivesAndComputesValues() {
        Operator values = new Operator.Values(
                List.of(new Field("x", DataType.decimal(5, 2))), List.of(List.of(literal(1, DataType.INTEGER))));
        Operator plan = new Operator.Union(List.of(values, new Operator.Receive(3, values.fields())));
        List<Integer> received = new ArrayList<>();
        ExecutionContext context = ExecutionContext.atCoordinator(
                exchange -> {
                    received.add(exchange);
                    return run(values);
                },
                TestContexts.LIMITS,
                () -> false,
                TestContexts.CLOCK);

        assertThat(rows(PlanExecutor.run(plan, context)))
                .containsExactly(List.of(new BigDecimal("1.00")), List.of(new BigDecimal("1.00")));
        assertThat(received).containsExactly(3);
    }
}
