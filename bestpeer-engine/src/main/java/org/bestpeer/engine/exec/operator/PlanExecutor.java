package org.bestpeer.engine.exec.operator;

import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;

/** Runs plans. */
public final class PlanExecutor {
    private PlanExecutor() {}

    /**
     * Starts a plan whose parameters are bound. All its sources are opened before it returns, so that owners work at the
     * same time and stores pin their versions; the operators run as the stream is pulled.
     *
     * @return the plan's rows; closing it closes everything below
     * @throws org.bestpeer.engine.BestPeerException if the plan cannot run; whatever was opened is closed
     */
    public static BatchStream run(Operator plan, ExecutionContext context) {
        Operator pruned = context.tables().isPresent() ? ColumnPruning.prune(plan) : plan;
        Operator allowed = context.tables()
                .map(tables -> AccessRewrite.apply(StoreKeys.apply(pruned, tables.source()), tables))
                .orElse(pruned);
        StreamBuilder builder = new StreamBuilder(context);
        try {
            return allowed.dispatch(builder);
        } catch (RuntimeException | Error e) {
            builder.closeAfter(e);
            throw e;
        }
    }
}
