package org.bestpeer.node;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.access.StandardRole;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.ExecutionContext;
import org.bestpeer.engine.exec.operator.ExecutionLimits;
import org.bestpeer.engine.exec.operator.OwnedTables;
import org.bestpeer.engine.exec.operator.PlanExecutor;
import org.bestpeer.engine.progress.OwnerReport;
import org.bestpeer.node.exchange.OwnerRun;
import org.bestpeer.node.exchange.OwnerRunner;
import org.bestpeer.node.membership.CatalogueHolder;
import org.bestpeer.node.store.PeerStore;
import org.bestpeer.node.store.ReadSource;

/**
 * Runs fragments on the peer's store, under the standard role (users of member companies read what is shared) and what the
 * owner's rules hide of that.
 */
final class StoreRunner implements OwnerRunner {
    private final PeerStore store;
    private final OwnerRules rules;
    private final CatalogueHolder catalogue;
    private final Supplier<Workspace> workspaces;

    StoreRunner(GuardedStore guarded, CatalogueHolder catalogue, Supplier<Workspace> workspaces) {
        this.store = guarded.store();
        this.rules = guarded.rules();
        this.catalogue = catalogue;
        this.workspaces = workspaces;
    }

    @Override
    public OwnerRun run(
            Operator plan,
            Principal principal,
            Map<String, Long> loadVersions,
            Instant deadline,
            Function<Operator.Shuffled, BatchStream> shuffled) {
        StandardRole standard = new StandardRole(this::isMember, table -> store.loadVersion(table) > 0);
        ReadSource source = store.at(loadVersions);
        OwnedTables tables = new OwnedTables(source, rules.over(standard), principal);
        Workspace workspace = workspaces.get();
        ExecutionLimits limits = new ExecutionLimits(workspace, deadline);
        BatchStream rows = new RunRows(
                ended -> PlanExecutor.run(
                        plan, ExecutionContext.atOwner(tables, shuffled, limits, ended, Clock.systemUTC())),
                workspace::close);
        return new OwnerRun(
                rows, () -> new OwnerReport(source.reads(), workspace.spill().bytes()));
    }

    private boolean isMember(String company) {
        return catalogue.snapshot().participants().stream()
                .anyMatch(p -> p.company().equals(company));
    }
}
