package org.bestpeer.engine.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.access.StandardRole;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.MemoryPool;
import org.bestpeer.engine.exec.MemorySpill;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plans whose rows do not fit into memory give the rows that they give with enough of it. */
class SpillTest {
    private static final DataType SUM = DataType.decimal(38, 2);
    private static final List<Field> FIELDS = List.of(
            new Field("k", DataType.INTEGER),
            new Field("t", DataType.VARCHAR),
            new Field("d", DataType.decimal(9, 2)),
            new Field("n", DataType.BIGINT));
    private static final long LITTLE = 150_000;
    /** What a grouping leaves takes a batch of its groups. */
    private static final long FOR_TWO = 1_000_000;

    private final MemoryTables tables = new MemoryTables();
    private final Operator left;
    private final Operator right;
    private MemorySpill spill = new MemorySpill();

    SpillTest() {
        Random random = new Random(7);
        tables.put("l", FIELDS, rows(random, 4000));
        tables.put("r", FIELDS, rows(random, 3000));
        left = tables.scan("l");
        right = tables.scan("r");
    }

    private static List<List<@Nullable Object>> rows(Random random, int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Few rows of most keys, many of one, and some without.
            int key = random.nextInt(10) == 0 ? 1 : random.nextInt(2000);
            List<@Nullable Object> row = new ArrayList<>();
            row.add(random.nextInt(20) == 0 ? null : key);
            row.add(random.nextInt(20) == 0 ? null : "text " + random.nextInt(700));
            row.add(BigDecimal.valueOf(random.nextInt(100_000), 2));
            row.add((long) i);
            rows.add(row);
        }
        return rows;
    }

    private List<List<Object>> run(Operator plan, Workspace workspace) {
        BatchStream rows = PlanExecutor.run(
                plan,
                TestContexts.owner(
                        tables,
                        new StandardRole(company -> true, table -> true),
                        new ExecutionLimits(workspace, TestContexts.NOW.plusSeconds(1)),
                        () -> false));
        return PlanExecutorPropertyTest.rows(rows);
    }

    private Workspace little(long bytes) {
        spill = new MemorySpill();
        return new Workspace(bytes, new MemoryPool(1 << 30), spill);
    }

    private List<List<Object>> spilled(Operator plan, long memory) {
        Workspace workspace = little(memory);
        List<List<Object>> rows = run(plan, workspace);
        assertThat(spill.bytes()).as("bytes written").isPositive();
        assertThat(spill.open).as("open files").hasValue(0);
        assertThat(workspace.held()).isZero();
        assertThat(workspace.most()).isLessThanOrEqualTo(memory);
        return rows;
    }

    private void sameRows(Operator plan) {
        assertThat(spilled(plan, LITTLE))
                .containsExactlyInAnyOrderElementsOf(run(plan, Workspace.of(ExecutionLimits.QUERY_MEMORY)));
    }

    private void sameOrder(Operator plan) {
        sameOrder(plan, LITTLE);
    }

    private void sameOrder(Operator plan, long memory) {
        assertThat(spilled(plan, memory)).isEqualTo(run(plan, Workspace.of(ExecutionLimits.QUERY_MEMORY)));
    }

    private static Operator sorted(Operator input, @Nullable Long limit, SortKey... keys) {
        return new Operator.Sort(
                input,
                List.of(keys),
                Optional.empty(),
                Optional.ofNullable(limit).map(l -> new Scalar.Literal(l, DataType.BIGINT)));
    }

    private static AggregateCall call(AggregateFunction function, boolean distinct, int column, DataType output) {
        return new AggregateCall(
                function,
                distinct,
                List.of(column),
                OptionalInt.empty(),
                new Field(function + "_" + column + distinct, output));
    }

    private static Operator grouped(Operator input, Integer... keys) {
        return new Operator.Aggregate(
                input,
                List.of(keys),
                List.of(
                        call(AggregateFunction.SUM, false, 2, SUM),
                        call(AggregateFunction.MIN, false, 1, DataType.VARCHAR),
                        call(AggregateFunction.COUNT, false, 0, DataType.BIGINT),
                        call(AggregateFunction.ANY_VALUE, false, 3, DataType.BIGINT)));
    }

    private Operator joined(JoinKind kind, boolean conditional) {
        int width = FIELDS.size();
        Scalar condition = new Scalar.Call(
                ScalarFunction.LESS,
                List.of(
                        new Scalar.ColumnRef(2, FIELDS.get(2).type()),
                        new Scalar.ColumnRef(width + 2, FIELDS.get(2).type())),
                DataType.BOOLEAN);
        return new Operator.Join(
                kind,
                left,
                right,
                List.of(new EquiKey(0, 0), new EquiKey(1, 1)),
                conditional ? Optional.of(condition) : Optional.empty());
    }

    @Test
    void aSortKeepsTheOrderAndThatOfEqualRows() {
        sameOrder(sorted(left, null, new SortKey(0, false, false)));
        sameOrder(sorted(left, null, new SortKey(1, true, true), new SortKey(0, false, true)));
    }

    @Test
    void manyRunsAreMergedInRounds() {
        tables.batchRows = 7;
        sameOrder(sorted(left, null, new SortKey(0, true, false)));
    }

    @Test
    void theFirstRowsAreTheSame() {
        Operator filtered = grouped(left, 3);
        sameOrder(sorted(filtered, 3000L, new SortKey(2, false, false), new SortKey(0, false, false)), FOR_TWO);
    }

    @Test
    void everyKindOfJoinGivesTheSameRows() {
        for (JoinKind kind : JoinKind.values()) {
            sameRows(joined(kind, false));
            sameRows(joined(kind, true));
        }
    }

    @Test
    void aGroupingGivesTheSameGroups() {
        sameRows(grouped(left, 0));
        sameRows(grouped(left, 1, 0));
        sameRows(grouped(left, 3));
    }

    @Test
    void aSortOfGroupsOfAJoinHasRoomForEach() {
        Operator join = joined(JoinKind.LEFT, false);
        Operator groups = grouped(join, 3, 4);
        sameOrder(sorted(groups, null, new SortKey(0, true, false), new SortKey(1, false, false)), FOR_TWO);
    }

    @Test
    void whatCannotBeWrittenFailsClearly() {
        Operator distinct = new Operator.Aggregate(
                left, List.of(), List.of(call(AggregateFunction.COUNT, true, 3, DataType.BIGINT)));
        Operator pairs = new Operator.Join(JoinKind.INNER, left, right, List.of(), Optional.empty());

        for (Operator plan : List.of(distinct, pairs)) {
            Workspace workspace = little(LITTLE / 3);
            assertThatThrownBy(() -> run(plan, workspace))
                    .hasMessageContaining("query needs more than")
                    .isInstanceOfSatisfying(
                            BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
            assertThat(workspace.held()).isZero();
            assertThat(spill.open).hasValue(0);
        }
    }

    @Test
    void aFullDiskFailsTheQueryAndLeavesNothing() {
        for (Operator plan : List.of(
                sorted(left, null, new SortKey(0, false, false)), joined(JoinKind.FULL, false), grouped(left, 3))) {
            for (long room = 1; room < 100_000; room *= 7) {
                Workspace workspace = little(LITTLE);
                spill.room = room;
                assertThatThrownBy(() -> run(plan, workspace)).hasMessage("the disk is full");
                assertThat(workspace.held()).isZero();
                assertThat(spill.open).hasValue(0);
                assertThat(tables.open).hasValue(0);
            }
        }
    }

    @Test
    void aReaderThatStopsLeavesNoFile() {
        for (Operator plan : List.of(
                sorted(left, null, new SortKey(0, false, false)), joined(JoinKind.FULL, false), grouped(left, 3))) {
            Workspace workspace = little(LITTLE);
            try (BatchStream rows = PlanExecutor.run(
                    plan,
                    TestContexts.owner(
                            tables,
                            new StandardRole(company -> true, table -> true),
                            new ExecutionLimits(workspace, TestContexts.NOW.plusSeconds(1)),
                            () -> false))) {
                Objects.requireNonNull(rows.next());
                assertThat(spill.open.get()).isPositive();
            }
            assertThat(spill.open).hasValue(0);
            assertThat(workspace.held()).isZero();
        }
    }

    @Test
    void aNodeWithoutMemoryWritesToo() {
        MemoryPool pool = new MemoryPool(1 << 20);
        try (Workspace others = Workspace.of(1);
                Workspace hog = new Workspace(1 << 20, pool, new MemorySpill())) {
            hog.hold((1 << 20) - LITTLE);
            others.hold(0);
            spill = new MemorySpill();
            Workspace workspace = new Workspace(1 << 20, pool, spill);
            Operator plan = sorted(left, null, new SortKey(0, false, false));
            assertThat(run(plan, workspace)).isEqualTo(run(plan, Workspace.of(ExecutionLimits.QUERY_MEMORY)));
            assertThat(spill.bytes()).isPositive();
        }
    }
}
