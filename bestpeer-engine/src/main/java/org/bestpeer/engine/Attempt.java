package org.bestpeer.engine;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.plan.DistributedPlan;
import org.bestpeer.engine.progress.QueryProgress;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** One run of a placed plan: its fragments opened at all their sites, the residual plan over what they send. */
final class Attempt implements BatchStream {
    private final FragmentStreams fragments;
    private final BatchStream rows;

    private Attempt(DistributedPlan plan, ResidualRunner runner, FragmentStreams fragments, Workspace workspace) {
        this.fragments = fragments;
        try {
            fragments.start();
            this.rows = runner.run(plan.residual(), fragments::stream, workspace);
        } catch (RuntimeException failure) {
            fragments.close();
            throw failure;
        }
    }

    static Attempt start(
            DistributedPlan plan,
            Exchange exchange,
            ResidualRunner runner,
            TaskHeader header,
            QueryProgress progress,
            Workspace workspace) {
        FragmentStreams fragments = new FragmentStreams(plan, exchange, runner, header, progress, workspace);
        return new Attempt(plan, runner, fragments, workspace);
    }

    @Override
    public List<Field> fields() {
        return rows.fields();
    }

    @Override
    public @Nullable Batch next() {
        Batch batch = rows.next();
        if (batch == null) {
            // What was kept for others and not read to its end is still open.
            fragments.close();
        }
        return batch;
    }

    @Override
    public void close() {
        try {
            rows.close();
        } finally {
            fragments.close();
        }
    }
}
