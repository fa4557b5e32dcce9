package org.bestpeer.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.DistributedPlan;
import org.bestpeer.engine.plan.Fragment;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** One run of a placed plan: its fragments opened at all their sites, the residual plan over what they send. */
final class Attempt implements BatchStream {
    private final List<BatchStream> opened = new ArrayList<>();
    private final BatchStream rows;

    private Attempt(DistributedPlan plan, Exchange exchange, ResidualRunner runner, TaskHeader header) {
        List<BatchStream> gathered = new ArrayList<>();
        try {
            for (Fragment fragment : plan.fragments()) {
                gathered.add(open(fragment, exchange, header));
            }
            this.rows = runner.run(plan.residual(), gathered::get);
        } catch (RuntimeException failure) {
            opened.forEach(BatchStream::close);
            throw failure;
        }
    }

    /** What all tasks of a query have in common. */
    record TaskHeader(String queryId, Principal principal, long schemaVersion, Instant deadline) {
        FragmentTask task(Fragment fragment, Site site, Map<String, Long> versions) {
            return new FragmentTask(
                    queryId, fragment.id(), site, fragment.plan(), principal, schemaVersion, versions, deadline);
        }
    }

    static Attempt start(DistributedPlan plan, Exchange exchange, ResidualRunner runner, TaskHeader header) {
        return new Attempt(plan, exchange, runner, header);
    }

    private BatchStream open(Fragment fragment, Exchange exchange, TaskHeader header) {
        List<BatchStream> streams = new ArrayList<>();
        fragment.sites().forEach((site, versions) -> {
            BatchStream stream = exchange.open(header.task(fragment, site, versions));
            opened.add(stream);
            streams.add(stream);
        });
        return new GatheredStream(fragment.plan().fields(), streams);
    }

    @Override
    public List<Field> fields() {
        return rows.fields();
    }

    @Override
    public @Nullable Batch next() {
        return rows.next();
    }

    @Override
    public void close() {
        try {
            rows.close();
        } finally {
            opened.forEach(BatchStream::close);
        }
    }
}
