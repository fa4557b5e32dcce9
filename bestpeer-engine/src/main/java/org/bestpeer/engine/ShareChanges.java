package org.bestpeer.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Placer;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.plan.ScanRanges;
import org.bestpeer.engine.sql.PlannedChange;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements that change rows: their queries find out which and how, at the one version of the own share that is
 * current while the table is held; then the share changes at once. Thread-safe.
 */
final class ShareChanges {
    private static final int QUERY_ID_BYTES = 16;

    private final SiteLocator locator;
    private final Exchange exchange;
    private final ResidualRunner runner;
    private final Engine.Environment environment;
    private final OwnShare share;

    ShareChanges(
            SiteLocator locator,
            Exchange exchange,
            ResidualRunner runner,
            Engine.Environment environment,
            OwnShare share) {
        this.locator = locator;
        this.exchange = exchange;
        this.runner = runner;
        this.environment = environment;
        this.share = share;
    }

    /** A planned statement and the values of its parameters. */
    record Step(PlannedChange change, List<? extends @Nullable Object> parameters) {}

    /** Runs statements on one table, all or nothing. */
    List<Long> run(Session session, Catalog schema, List<Step> steps) {
        TableDefinition table = onlyTable(steps);
        Instant now = environment.clock().instant();
        Instant deadline = now.plus(session.queryTimeout());
        try (OwnShare.OpenTable open = share.open(table, session.principal(), deadline)) {
            PendingRows pending = new PendingRows(table, share.memoryBytes());
            List<Long> counts = new ArrayList<>();
            for (Step step : steps) {
                Operator bound =
                        step.change.source().bind(step.parameters, LocalDateTime.ofInstant(now, session.timeZone()));
                requireOldRowsOnly(bound, table, pending, counts.size() + 1);
                List<Batch> rows = rows(pending.over(bound), schema, header(session, schema, deadline), pending);
                counts.add(pending.take(step.change.kind(), rows));
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
        environment.random().nextBytes(id);
        return new TaskHeader(HexFormat.of().formatHex(id), session.principal(), schema.version(), deadline);
    }

    private List<Batch> rows(Operator bound, Catalog schema, TaskHeader header, PendingRows pending) {
        TableDefinition table = pending.table();
        SiteLocator owners = new OwnRowsLocator(locator, share, table.name());
        Exchange sending = new OwnRowsExchange(exchange, table.name());
        List<ScanRequest> scans = ScanRanges.requests(bound);
        AtomicInteger placements = new AtomicInteger();
        Supplier<Attempt> attempts = () -> {
            PlanRules rules = placements.getAndIncrement() == 0
                    ? environment.rules()
                    : environment.rules().fetchOnly();
            Duration left = Duration.between(environment.clock().instant(), header.deadline());
            List<Placement> placed = scans.isEmpty() ? List.of() : owners.locate(scans, left);
            return Attempt.start(Placer.place(bound, placed, schema, rules), sending, runner, header);
        };
        List<Batch> rows = new ArrayList<>();
        try (QueryCursor cursor = new QueryCursor(
                header.queryId(),
                bound.fields(),
                attempts::get,
                () -> owners.invalidate(
                        scans.stream().map(ScanRequest::table).distinct().toList()),
                () -> !environment.clock().instant().isBefore(header.deadline()))) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                pending.hold(batch);
                rows.add(batch);
            }
        }
        return rows;
    }
}
