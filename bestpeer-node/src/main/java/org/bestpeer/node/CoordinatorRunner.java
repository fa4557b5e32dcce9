package org.bestpeer.node;

import java.time.Clock;
import java.time.Instant;
import java.util.function.IntFunction;
import org.bestpeer.engine.ResidualRunner;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.ExecutionContext;
import org.bestpeer.engine.exec.operator.ExecutionLimits;
import org.bestpeer.engine.exec.operator.PlanExecutor;

/** Runs residual plans at the home peer; a closed cursor ends them. */
final class CoordinatorRunner implements ResidualRunner {
    @Override
    public BatchStream run(Operator residual, IntFunction<BatchStream> receives, Workspace workspace) {
        // Whoever runs the statement watches its deadline and closes the workspace.
        ExecutionLimits limits = new ExecutionLimits(workspace, Instant.MAX);
        return new RunRows(
                ended -> PlanExecutor.run(
                        residual, ExecutionContext.atCoordinator(receives, limits, ended, Clock.systemUTC())),
                () -> {});
    }
}
