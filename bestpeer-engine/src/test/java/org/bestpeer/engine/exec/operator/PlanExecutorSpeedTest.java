package org.bestpeer.engine.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.ListStream;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million rows: no claim about speed, but nothing may be quadratic. */
@Timeout(20)
class PlanExecutorSpeedTest {
    private static final int ROWS = 1_000_000;
    private static final List<Field> FIELDS = List.of(
            new Field("k", DataType.BIGINT), new Field("g", DataType.INTEGER), new Field("v", DataType.decimal(15, 2)));
    private static final List<Batch> BATCHES = batches();

    private static List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (int start = 0; start < ROWS; start += BatchBuilder.DEFAULT_ROWS) {
            BatchBuilder builder = BatchBuilder.of(FIELDS);
            for (int i = start; i < Math.min(ROWS, start + BatchBuilder.DEFAULT_ROWS); i++) {
                builder.column(0).appendLong(i * 7919L % ROWS);
                builder.column(1).appendInt(i % 1000);
                builder.column(2).appendLong(i);
                builder.endRow();
            }
            batches.add(builder.build());
        }
        return batches;
    }

    private static long rows(String what, Operator plan) {
        ExecutionContext context = ExecutionContext.atCoordinator(
                exchange -> new ListStream(FIELDS, BATCHES), TestContexts.LIMITS, () -> false, TestContexts.CLOCK);
        long start = System.nanoTime();
        long rows = 0;
        try (BatchStream stream = PlanExecutor.run(plan, context)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                rows += batch.rows();
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(taken).as(what).isLessThan(Duration.ofSeconds(8));
        return rows;
    }

    private static Operator sumBy(int key) {
        return new Operator.Aggregate(
                new Operator.Receive(0, FIELDS),
                List.of(key),
                List.of(new AggregateCall(
                        AggregateFunction.SUM,
                        false,
                        List.of(2),
                        OptionalInt.empty(),
                        new Field("s", DataType.decimal(38, 2)))));
    }

    @Test
    void aggregatesAMillionRows() {
        assertThat(rows("1000 groups", sumBy(1))).isEqualTo(1000);
        assertThat(rows("a million groups", sumBy(0))).isEqualTo(ROWS);
    }

    @Test
    void joinsAMillionRowsWithAMillion() {
        Operator input = new Operator.Receive(0, FIELDS);
        Operator join = new Operator.Join(JoinKind.INNER, input, input, List.of(new EquiKey(0, 0)), Optional.empty());

        assertThat(rows("join", join)).isEqualTo(ROWS);
    }

    @Test
    void sortsAMillionRows() {
        Operator sort = new Operator.Sort(
                new Operator.Receive(0, FIELDS),
                List.of(new SortKey(0, true, true)),
                Optional.empty(),
                Optional.empty());

        assertThat(rows("sort", sort)).isEqualTo(ROWS);
    }
}
