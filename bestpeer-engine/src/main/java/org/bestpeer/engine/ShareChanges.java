package org.bestpeer.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.admission.Ticket;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.progress.QueryProgress;
import org.bestpeer.engine.sql.PlannedChange;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements that change rows: their queries find out which and how, at the one version of the own share that is
 * current while the table is held; then the share changes at once. Thread-safe.
 */
final class ShareChanges {
    private final Execution.Ports ports;
    private final OwnShare share;

    ShareChanges(Execution.Ports ports, OwnShare share) {
        this.ports = ports;
        this.share = share;
    }

    /** A planned statement and the values of its parameters. */
    record Step(String sql, PlannedChange change, List<? extends @Nullable Object> parameters) {}

    /** Runs statements on one table, all or nothing. Those that wait for the table keep nobody else waiting. */
    List<Long> run(Session session, Catalog schema, List<Step> steps) {
        TableDefinition table = onlyTable(steps);
        Clock clock = ports.environment().clock();
        Instant now = clock.instant();
        Instant deadline = now.plus(session.queryTimeout());
        try (Ticket ticket = ports.environment()
                .statements()
                .admission()
                .ticket(session.principal().user())) {
            ticket.enter(session.queryTimeout());
            ticket.leave();
            try (OwnShare.OpenTable open = share.open(table, session.principal(), deadline);
                    Workspace workspace = workspace()) {
                ticket.enter(Duration.between(clock.instant(), deadline));
                return run(new Changing(session, schema, table, now, deadline), steps, open, ticket, workspace);
            } finally {
                ticket.leave();
            }
        }
    }

    /** What all statements of a batch have in common. */
    private record Changing(Session session, Catalog schema, TableDefinition table, Instant now, Instant deadline) {}

    private List<Long> run(
            Changing changing, List<Step> steps, OwnShare.OpenTable open, Ticket ticket, Workspace workspace) {
        TableDefinition table = changing.table;
        PendingRows pending = new PendingRows(table, workspace);
        List<Long> counts = new ArrayList<>();
        for (Step step : steps) {
            Operator bound = step.change
                    .source()
                    .bind(step.parameters, LocalDateTime.ofInstant(changing.now, changing.session.timeZone()));
            requireOldRowsOnly(bound, table, pending, counts.size() + 1);
            QueryCursor query = query(step.sql, pending.over(bound), changing);
            counts.add(pending.take(step.change.kind(), rows(query, pending)));
        }
        if (!pending.isEmpty()) {
            // Mostly it waits: for the disk, for the index, for older promises.
            ticket.leave();
            open.change(pending.removed(), pending.added());
        }
        return counts;
    }

    private static TableDefinition onlyTable(List<Step> steps) {
        List<TableDefinition> tables =
                steps.stream().map(step -> step.change.table()).distinct().toList();
        if (tables.size() != 1) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED,
                    "a batch that changes %d tables is not supported: it is one transaction on one table"
                            .formatted(tables.size()));
        }
        return tables.get(0);
    }

    /** Other queries of a batch would not see what the batch has changed before. */
    private static void requireOldRowsOnly(Operator plan, TableDefinition table, PendingRows pending, int number) {
        boolean reads =
                Operators.scans(plan).stream().anyMatch(scan -> scan.table().equals(table.name()));
        if (reads && !pending.isEmpty()) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED,
                    "statement %d of the batch queries table %s, which the batch changes before; run it by itself"
                            .formatted(number, table.name()));
        }
    }

    private TaskHeader header(Changing changing) {
        return new TaskHeader(
                ports.environment().newQueryId(),
                changing.session.principal(),
                changing.schema.version(),
                changing.deadline,
                false);
    }

    /** Finds the own share's rows at the version that is held; works in the place of the change. */
    private QueryCursor query(String sql, Operator bound, Changing changing) {
        TaskHeader header = header(changing);
        String table = changing.table.name();
        Engine.Environment environment = ports.environment();
        QueryProgress progress = environment
                .statements()
                .queries()
                .start(header.queryId(), header.principal(), sql, environment.clock());
        Execution.Ports own = new Execution.Ports(
                new OwnRowsLocator(ports.locator(), share, table),
                new OwnRowsExchange(ports.exchange(), table),
                ports.runner(),
                ports.placer(),
                environment);
        Execution execution =
                new Execution(own.withSystemRows(header), bound, changing.schema, header, progress, workspace());
        Ticket ticket = Admission.unbounded().ticket("");
        return new QueryCursor(
                new QueryCursor.Run(header.queryId(), execution, ticket, progress), execution::rows, bound.fields());
    }

    private Workspace workspace() {
        return ports.environment().statements().workspaces().get();
    }

    private static List<Batch> rows(QueryCursor query, PendingRows pending) {
        List<Batch> rows = new ArrayList<>();
        try (QueryCursor cursor = query) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                pending.hold(batch);
                rows.add(batch);
            }
        }
        return rows;
    }
}
