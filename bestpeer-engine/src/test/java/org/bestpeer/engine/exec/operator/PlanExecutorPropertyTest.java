package org.bestpeer.engine.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.access.StandardRole;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.MemoryPool;
import org.bestpeer.engine.exec.MemorySpill;
import org.bestpeer.engine.exec.RandomBatches;
import org.bestpeer.engine.exec.Workspace;
import org.junit.jupiter.api.Test;

class PlanExecutorPropertyTest {
    private static final int WORLDS = 1500;
    private static final int MOST_ROWS = 4000;

    /** A failure names its seed: run {@code check(seed)} alone. */
    @Test
    void randomPlansGiveTheRowsOfTheNaiveWay() {
        int compared = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            compared += check(seed);
        }
        assertThat(compared).isGreaterThan(WORLDS / 2);
    }

    /** Little memory and files: the same rows, or a clear failure of what cannot be written. */
    @Test
    void withLittleMemoryTheRowsAreTheSame() {
        int compared = 0;
        int spilled = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            MemoryPool pool = new MemoryPool(1 << 30);
            MemorySpill spill = new MemorySpill();
            Workspace workspace = new Workspace(3_000L + random.nextInt(40_000), pool, spill);
            try {
                compared += check(seed, workspace);
                spilled += spill.bytes() > 0 ? 1 : 0;
            } catch (BestPeerException e) {
                assertThat(e.code()).as("seed %d: %s", seed, e).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
            }
            assertThat(workspace.held()).as("held, seed %d", seed).isZero();
            assertThat(spill.open).as("files, seed %d", seed).hasValue(0);
        }
        assertThat(compared).isGreaterThan(WORLDS / 4);
        assertThat(spilled).isGreaterThan(5);
    }

    private static int check(int seed) {
        return check(seed, Workspace.of(ExecutionLimits.QUERY_MEMORY));
    }

    private static int check(int seed, Workspace workspace) {
        Random random = new Random(seed);
        MemoryTables tables = new MemoryTables();
        tables.batchRows = 1 + random.nextInt(30);
        RandomPlans plans = new RandomPlans(random, tables);
        int depth = random.nextInt(4);
        Operator unordered = plans.plan(depth);
        if (estimate(unordered, tables) > MOST_ROWS) {
            return 0;
        }
        boolean pushes = random.nextBoolean();
        tables.evaluating(condition -> pushes && Math.floorMod(condition.hashCode(), 2) == 0);
        boolean ordered = random.nextBoolean();
        Operator plan = ordered ? plans.sorted(unordered, random.nextBoolean()) : unordered;

        List<List<Object>> expected = new Reference(tables).run(plan);
        List<List<Object>> actual =
                rows(PlanExecutor.run(AlgebraCodec.decode(AlgebraCodec.encode(plan)), context(tables, workspace)));

        if (ordered) {
            assertThat(actual).as("seed %d: %s", seed, plan).isEqualTo(expected);
        } else {
            assertThat(counts(actual)).as("seed %d: %s", seed, plan).isEqualTo(counts(expected));
        }
        assertThat(tables.open).as("open streams, seed %d", seed).hasValue(0);
        return 1;
    }

    private static ExecutionContext context(MemoryTables tables, Workspace workspace) {
        return TestContexts.owner(
                tables,
                new StandardRole(company -> true, table -> true),
                new ExecutionLimits(workspace, TestContexts.NOW.plusSeconds(1)),
                () -> false);
    }

    private static double estimate(Operator plan, MemoryTables tables) {
        if (plan instanceof Operator.Scan scan) {
            return tables.rows(scan.table()).size();
        }
        double product = 1;
        for (Operator input : plan.inputs()) {
            product *= Math.max(1, estimate(input, tables));
        }
        return plan instanceof Operator.Union ? 2 * Math.sqrt(product) : product;
    }

    private static Map<List<Object>, Integer> counts(List<List<Object>> rows) {
        Map<List<Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    static List<List<Object>> rows(BatchStream stream) {
        List<List<Object>> rows = new ArrayList<>();
        try (stream) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                assertThat(batch.rows()).isPositive();
                rows.addAll(RandomBatches.rows(batch));
            }
        }
        return rows;
    }
}
