package org.bestpeer.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.admission.Ticket;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.plan.LogicalPlan;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Placer;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.progress.QueryProgress;
import org.bestpeer.engine.progress.RecentQueries;
import org.bestpeer.engine.sql.Asked;
import org.bestpeer.engine.sql.PlannedStatement;
import org.bestpeer.engine.sql.SqlFrontEnd;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The query engine: plan (or find the plan), bind, locate, place, run. */
public final class Engine implements QueryService {
    private static final int CACHED_PLANS = 1000;
    private static final int QUERY_ID_BYTES = 16;

    private final Supplier<Catalog> catalog;
    private final SqlFrontEnd frontEnd;
    private final Execution.Ports ports;

    /**
     * What the engine does not decide by itself.
     *
     * @param clock time
     * @param random chance; must be fit for secrets in production
     * @param rules by which plans are placed
     * @param statements what is known of statements, and which may run
     * @param share the rows that statements may change
     * @param system tables that are made here
     */
    public record Environment(
            Clock clock,
            RandomGenerator random,
            PlanRules rules,
            Statements statements,
            Optional<OwnShare> share,
            SystemTables system) {
        /** An identifier that nobody can guess. */
        String newQueryId() {
            byte[] id = new byte[QUERY_ID_BYTES];
            random.nextBytes(id);
            return HexFormat.of().formatHex(id);
        }

        /** For a peer without a name, a share to change, and system tables. */
        public Environment(Clock clock, RandomGenerator random, PlanRules rules) {
            this(clock, random, rules, Statements.unbounded(), Optional.empty(), SystemTables.NONE);
        }
    }

    public Engine(
            Supplier<Catalog> catalog,
            Statistics statistics,
            SiteLocator locator,
            Exchange exchange,
            ResidualRunner runner,
            Environment environment) {
        this.catalog = catalog;
        this.frontEnd = new SqlFrontEnd(
                statistics, CACHED_PLANS, environment.rules().on(), environment.system(), environment.clock());
        this.ports = new Execution.Ports(locator, exchange, runner, new Placer(), environment);
    }

    @Override
    public Catalog catalog() {
        return catalog.get();
    }

    @Override
    public SystemTables systemTables() {
        return ports.environment().system();
    }

    /** What runs here and what ran last. */
    public RecentQueries queries() {
        return ports.environment().statements().queries();
    }

    /** Plans and runs a few queries of no tables, so that the first user does not wait for classes to load. */
    public void warmUp() {
        Statements statements = ports.environment().statements();
        new WarmUp(frontEnd, catalog, ports.runner(), statements.workspaces()).run();
    }

    @Override
    public PreparedQuery prepare(Session session, String sql) {
        if (SqlFrontEnd.isChange(sql)) {
            return new PreparedQuery(
                    sql, List.of(), frontEnd.planChange(sql, catalog.get()).parameters());
        }
        PlannedStatement statement = frontEnd.plan(sql, catalog.get());
        List<Field> fields = statement.asked() == Asked.ROWS ? statement.plan().fields() : PlanText.FIELDS;
        return new PreparedQuery(sql, fields, statement.parameters());
    }

    @Override
    public RowCursor execute(Session session, PreparedQuery query, List<@Nullable Object> parameters) {
        Catalog schema = catalog.get();
        PlannedStatement statement = frontEnd.plan(query.sql(), schema);
        checkCount(statement, parameters);
        Clock clock = ports.environment().clock();
        Instant now = clock.instant();
        LogicalPlan plan = statement.plan();
        Operator bound = plan.bind(statement.values(parameters), LocalDateTime.ofInstant(now, session.timeZone()));
        TaskHeader header = new TaskHeader(
                ports.environment().newQueryId(),
                session.principal(),
                plan.schemaVersion(),
                now.plus(session.queryTimeout()),
                session.partialResults());
        Statements statements = ports.environment().statements();
        QueryProgress progress = statements.queries().start(header.queryId(), session.principal(), query.sql(), clock);
        progress.planned(statement.planning());
        Workspace workspace = statements.workspaces().get();
        Execution execution = new Execution(ports.withSystemRows(header), bound, schema, header, progress, workspace);
        if (!execution.readsSharedTables() && !Operators.scans(bound).isEmpty()) {
            progress.onlyLooks();
        }
        // Whoever looks at what the network does, even if it does too much, does not wait behind that.
        Ticket ticket = execution.readsSharedTables()
                ? statements.admission().ticket(session.principal().user())
                : Admission.unbounded().ticket("");
        QueryCursor.Run run = new QueryCursor.Run(header.queryId(), execution, ticket, progress);
        return switch (statement.asked()) {
            case ROWS -> opened(new QueryCursor(run, execution::rows, plan.fields()));
            case PLAN -> opened(new QueryCursor(run, execution::plan, PlanText.FIELDS));
            case ANALYSIS ->
                new AnalyzingCursor(opened(new QueryCursor(run, execution::rows, plan.fields())), execution::analysis);
        };
    }

    private QueryCursor opened(QueryCursor cursor) {
        ports.environment().statements().open().add(cursor);
        return cursor;
    }

    /**
     * Ends statements whose time is over though nobody takes their rows any more, so that nothing of them stays at owners and
     * the query is known to have run out of time; to be called every second or so.
     */
    public void endExpired() {
        ports.environment().statements().open().endExpired();
    }

    @Override
    public List<Long> change(Session session, List<Change> changes) {
        OwnShare share = ports.environment()
                .share()
                .orElseThrow(() -> new BestPeerException(ErrorCode.NOT_SUPPORTED, "shared data can only be read here"));
        Catalog schema = catalog.get();
        List<ShareChanges.Step> steps = changes.stream()
                .map(change -> {
                    String sql = change.statement().sql();
                    return new ShareChanges.Step(sql, frontEnd.planChange(sql, schema), change.parameters());
                })
                .toList();
        return steps.isEmpty() ? List.of() : new ShareChanges(ports, share).run(session, schema, steps);
    }

    private static void checkCount(PlannedStatement statement, List<@Nullable Object> parameters) {
        int expected = statement.parameters().size();
        if (parameters.size() != expected) {
            throw new BestPeerException(
                    ErrorCode.INVALID_PARAMETER,
                    "the statement has %d parameters, but %d values were given".formatted(expected, parameters.size()));
        }
    }
}
