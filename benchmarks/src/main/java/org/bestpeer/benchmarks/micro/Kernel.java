package org.bestpeer.benchmarks.micro;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.ListStream;
import org.bestpeer.engine.exec.operator.ExecutionContext;
import org.bestpeer.engine.exec.operator.ExecutionLimits;
import org.bestpeer.engine.exec.operator.PlanExecutor;

/** Runs a plan over batches in memory, as a home peer does with what owners sent. */
final class Kernel {
    private static final long MEMORY = 1L << 30;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Kernel() {}

    /**
     * Runs it to its end.
     *
     * @param received rows of the plan's inputs, by their numbers
     * @return how many rows came
     */
    static long rows(Operator plan, List<List<Batch>> received) {
        Clock clock = Clock.systemUTC();
        ExecutionContext context = ExecutionContext.atCoordinator(
                number -> new ListStream(Items.FIELDS, received.get(number)),
                new ExecutionLimits(MEMORY, clock.instant().plus(LIMIT)),
                () -> false,
                clock);
        long rows = 0;
        try (BatchStream stream = PlanExecutor.run(plan, context)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                rows += batch.rows();
            }
        }
        return rows;
    }
}
