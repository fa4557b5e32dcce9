package org.bestpeer.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.plan.DistributedPlan;
import org.bestpeer.engine.plan.Explain;
import org.bestpeer.engine.plan.LogicalPlan;
import org.bestpeer.engine.plan.Placer;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.plan.ScanRanges;
import org.bestpeer.engine.sql.PlannedStatement;
import org.bestpeer.engine.sql.SqlFrontEnd;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The query engine: plan (or find the plan), bind, locate, place, run. */
public final class Engine implements QueryService {
    private static final int CACHED_PLANS = 1000;
    private static final int QUERY_ID_BYTES = 16;
    /** After that, all is fetched: maybe an owner does not know another one, or what was to be sent was too much. */
    private static final int TRIES_OF_SENDING = 1;

    private static final List<Field> EXPLAIN_FIELDS = List.of(new Field("plan", DataType.VARCHAR));

    private final Supplier<Catalog> catalog;
    private final SqlFrontEnd frontEnd;
    private final SiteLocator locator;
    private final Exchange exchange;
    private final ResidualRunner runner;
    private final Environment environment;

    /**
     * What the engine does not decide by itself.
     *
     * @param clock time
     * @param random chance; must be fit for secrets in production
     * @param rules by which plans are placed
     * @param system tables that are made here
     */
    public record Environment(Clock clock, RandomGenerator random, PlanRules rules, SystemTables system) {
        /** Without system tables. */
        public Environment(Clock clock, RandomGenerator random, PlanRules rules) {
            this(clock, random, rules, SystemTables.NONE);
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
        this.frontEnd = new SqlFrontEnd(statistics, CACHED_PLANS, environment.system());
        this.locator = locator;
        this.exchange = exchange;
        this.runner = runner;
        this.environment = environment;
    }

    @Override
    public Catalog catalog() {
        return catalog.get();
    }

    @Override
    public SystemTables systemTables() {
        return environment.system();
    }

    /** Plans a query of no tables, so that the first user does not wait for classes to load. */
    public void warmUp() {
        frontEnd.plan(
                "select count(*) from (values (1), (2)) as t (x) where x < 2 group by x order by x", catalog.get());
    }

    @Override
    public PreparedQuery prepare(Session session, String sql) {
        PlannedStatement statement = frontEnd.plan(sql, catalog.get());
        return new PreparedQuery(
                sql, statement.explain() ? EXPLAIN_FIELDS : statement.plan().fields(), statement.parameters());
    }

    @Override
    public RowCursor execute(Session session, PreparedQuery query, List<@Nullable Object> parameters) {
        Catalog schema = catalog.get();
        PlannedStatement statement = frontEnd.plan(query.sql(), schema);
        checkCount(statement, parameters);
        Instant now = environment.clock().instant();
        Instant deadline = now.plus(session.queryTimeout());
        LogicalPlan plan = statement.plan();
        Operator bound = plan.bind(statement.values(parameters), LocalDateTime.ofInstant(now, session.timeZone()));
        List<ScanRequest> scans = ScanRanges.requests(bound);
        AtomicInteger placements = new AtomicInteger();
        Supplier<DistributedPlan> placed = () -> place(
                bound,
                scans,
                schema,
                placements.getAndIncrement() < TRIES_OF_SENDING
                        ? environment.rules()
                        : environment.rules().fetchOnly(),
                deadline);
        String queryId = newQueryId();
        TaskHeader header = new TaskHeader(queryId, session.principal(), plan.schemaVersion(), deadline);
        ResidualRunner here = new SystemRows(runner, environment.system(), session.principal(), deadline);
        Supplier<BatchStream> attempts = statement.explain()
                ? () -> here.run(text(Explain.lines(placed.get())), Engine::noExchange)
                : () -> Attempt.start(placed.get(), exchange, here, header);
        return new QueryCursor(
                queryId,
                statement.explain() ? EXPLAIN_FIELDS : plan.fields(),
                attempts,
                () -> locator.invalidate(
                        scans.stream().map(ScanRequest::table).distinct().toList()),
                () -> !environment.clock().instant().isBefore(deadline));
    }

    private static void checkCount(PlannedStatement statement, List<@Nullable Object> parameters) {
        int expected = statement.parameters().size();
        if (parameters.size() != expected) {
            throw new BestPeerException(
                    ErrorCode.INVALID_PARAMETER,
                    "the statement has %d parameters, but %d values were given".formatted(expected, parameters.size()));
        }
    }

    private DistributedPlan place(
            Operator bound, List<ScanRequest> scans, Catalog schema, PlanRules rules, Instant deadline) {
        Duration left = Duration.between(environment.clock().instant(), deadline);
        List<Placement> placements = scans.isEmpty() ? List.of() : locator.locate(scans, left);
        return Placer.place(bound, placements, schema, rules);
    }

    private static Operator text(List<String> lines) {
        return new Operator.Values(
                EXPLAIN_FIELDS,
                lines.stream()
                        .map(line -> List.<Scalar>of(new Scalar.Literal(line, DataType.VARCHAR)))
                        .toList());
    }

    private static BatchStream noExchange(int exchange) {
        throw new IllegalStateException("a plan's text needs no exchange, but asked for " + exchange);
    }

    private String newQueryId() {
        byte[] id = new byte[QUERY_ID_BYTES];
        environment.random().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
