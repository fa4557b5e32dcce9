package org.bestpeer.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.ScanRanges;
import org.bestpeer.engine.progress.QueryProgress;
import org.bestpeer.engine.sql.PlannedChange;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements that change rows: their queries find out which and how, at the one version of the own share that is
 * current while the table is held; then the share changes at once. Thread-safe.
 */
final class ShareChanges {
    private static final int QUERY_ID_BYTES = 16;

    private final Execution.Ports ports;
    private final OwnShare share;

    ShareChanges(Execution.Ports ports, OwnShare share) {
        this.ports = ports;
        this.share = share;
    }

    /** A planned statement and the values of its parameters. */
    record Step(String sql, PlannedChange change, List<? extends @Nullable Object> parameters) {}

    /** Runs statements on one table, all or nothing. */
    List<Long> run(Session session, Catalog schema, List<Step> steps) {
        TableDefinition table = onlyTable(steps);
        Instant now = ports.environment().clock().instant();
        Instant deadline = now.plus(session.queryTimeout());
        try (OwnShare.OpenTable open = share.open(table, session.principal(), deadline)) {
            PendingRows pending = new PendingRows(table, share.memoryBytes());
            List<Long> counts = new ArrayList<>();
            for (Step step : steps) {
                Operator bound =
                        step.change.source().bind(step.parameters, LocalDateTime.ofInstant(now, session.timeZone()));
                requireOldRowsOnly(bound, table, pending, counts.size() + 1);
                QueryCursor query =
                        query(step.sql, pending.over(bound), schema, header(session, schema, deadline), table);
                counts.add(pending.take(step.change.kind(), rows(query, pending)));
            }
            if (!pending.isEmpty()) {
                open.change(pending.removed(), pending.added());
            }
            return counts;
        }
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

    private TaskHeader header(Session session, Catalog schema, Instant deadline) {
        byte[] id = new byte[QUERY_ID_BYTES];
        ports.environment().random().nextBytes(id);
        return new TaskHeader(HexFormat.of().formatHex(id), session.principal(), schema.version(), deadline);
    }

    /** Finds the own share's rows at the version that is held. */
    private QueryCursor query(String sql, Operator bound, Catalog schema, TaskHeader header, TableDefinition table) {
        Engine.Environment environment = ports.environment();
        QueryProgress progress =
                environment.queries().start(header.queryId(), header.principal(), sql, environment.clock());
        Execution.Ports own = new Execution.Ports(
                new OwnRowsLocator(ports.locator(), share, table.name()),
                new OwnRowsExchange(ports.exchange(), table.name()),
                ports.runner(),
                environment);
        Execution execution =
                new Execution(own.withSystemRows(header), bound, ScanRanges.requests(bound), schema, header, progress);
        return new QueryCursor(
                header.queryId(),
                bound.fields(),
                execution::rows,
                execution::forgetOwners,
                execution::isExpired,
                progress);
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
