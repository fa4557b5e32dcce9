package org.bestpeer.engine.sql;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.SystemSchema;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.plan.LogicalPlan;
import org.bestpeer.engine.plan.PlanRule;
import org.bestpeer.engine.system.SystemTables;
import org.jspecify.annotations.Nullable;

/**
 * SQL text to logical plans, with their cache. A text that was seen is not parsed again; one that differs from another
 * in literals alone is not planned again. Thread-safe.
 */
public final class SqlFrontEnd {
    /** A longer one is full of values, and comes once. */
    private static final int LONGEST_KEPT_CHANGE = 4096;

    private final Statistics statistics;
    private final SystemTables system;
    private final Set<PlanRule> rules;
    private final Cache<TextKey, PlannedStatement> byText;
    private final Cache<PlanKey, LogicalPlan> byMeaning;
    private final Cache<TextKey, PlannedChange> changes;
    private final Clock clock;
    private volatile @Nullable CatalogView view;

    /** All steps of planning, and no system tables. */
    public SqlFrontEnd(Statistics statistics, int cachedPlans) {
        this(statistics, cachedPlans, PlanRule.all(), SystemTables.NONE, Clock.systemUTC());
    }

    /**
     * A front end without plans yet.
     *
     * @param statistics of shared tables
     * @param cachedPlans how many plans are kept
     * @param rules the steps of planning that are not left out
     * @param system the tables beside the shared ones
     * @param clock by which the time for planning is taken
     */
    public SqlFrontEnd(Statistics statistics, int cachedPlans, Set<PlanRule> rules, SystemTables system, Clock clock) {
        this.statistics = table -> SystemSchema.owns(table) ? TableStatistics.UNKNOWN : statistics.of(table);
        this.system = system;
        this.rules = rules;
        this.clock = clock;
        this.byText = CacheBuilder.newBuilder().maximumSize(cachedPlans).build();
        this.changes = CacheBuilder.newBuilder().maximumSize(cachedPlans).build();
        this.byMeaning =
                CacheBuilder.newBuilder().maximumSize(cachedPlans).recordStats().build();
    }

    /**
     * The plan of a statement against this version of the schema.
     *
     * @throws org.bestpeer.engine.BestPeerException with the position of the mistake, or the name of what is not
     *     supported
     */
    public PlannedStatement plan(String sql, Catalog catalog) {
        TextKey key = new TextKey(sql, catalog.network(), catalog.version());
        return Optional.ofNullable(byText.getIfPresent(key)).orElseGet(() -> {
            PlannedStatement planned = parseAndPlan(sql, catalog);
            byText.put(key, planned);
            return planned;
        });
    }

    /** Whether a text is a statement that changes rows, to be planned by {@link #planChange}. */
    public static boolean isChange(String sql) {
        return ChangeText.isChange(sql);
    }

    /**
     * INSERT, UPDATE or DELETE against this version of the schema; a short text that was seen is not planned again.
     *
     * @throws org.bestpeer.engine.BestPeerException as {@link #plan} does
     */
    public PlannedChange planChange(String sql, Catalog catalog) {
        TextKey key = new TextKey(sql, catalog.network(), catalog.version());
        return Optional.ofNullable(changes.getIfPresent(key)).orElseGet(() -> {
            SqlNode statement = ChangeText.parse(sql);
            int parameters = parameterOrder(statement).size();
            PlannedChange planned = new ChangePlanner(catalog, system, statistics, rules, parameters).plan(statement);
            if (sql.length() <= LONGEST_KEPT_CHANGE) {
                changes.put(key, planned);
            }
            return planned;
        });
    }

    /** How many different plans were made so far. */
    public long plansMade() {
        return byMeaning.stats().missCount();
    }

    private PlannedStatement parseAndPlan(String sql, Catalog catalog) {
        Instant started = clock.instant();
        StatementText text = StatementText.of(sql);
        SqlNode query = TreeRewrite.apply(QueryParser.parse(text));
        int own = parameterOrder(query).size();
        List<@Nullable Object> lifted = LiteralLifting.lift(query, own);
        PlanKey key = PlanKey.of(query, catalog);
        LogicalPlan plan = Optional.ofNullable(byMeaning.getIfPresent(key)).orElseGet(() -> {
            LogicalPlan made = new QueryPlanner(view(catalog), statistics, rules).plan(query, own + lifted.size());
            byMeaning.put(key, made);
            return made;
        });
        return new PlannedStatement(text.asked(), plan, lifted, Duration.between(started, clock.instant()));
    }

    private CatalogView view(Catalog catalog) {
        CatalogView current = view;
        if (current == null || current.version() != catalog.version()) {
            current = new CatalogView(catalog, system);
            view = current;
        }
        return current;
    }

    private static List<Integer> parameterOrder(SqlNode query) {
        List<Integer> indices = new ArrayList<>();
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlDynamicParam parameter) {
                indices.add(parameter.getIndex());
                return super.visit(parameter);
            }
        });
        return indices;
    }

    private record TextKey(String sql, String network, long schemaVersion) {}

    /** Equal keys mean equal plans: the text without its lifted literals, and which parameter stands where. */
    private record PlanKey(String text, List<Integer> parameters, String network, long schemaVersion) {
        static PlanKey of(SqlNode query, Catalog catalog) {
            String text = query.toSqlString(c -> c.withDialect(AnsiSqlDialect.DEFAULT)
                            .withQuoteAllIdentifiers(true)
                            .withAlwaysUseParentheses(true))
                    .getSql();
            return new PlanKey(text, parameterOrder(query), catalog.network(), catalog.version());
        }
    }
}
