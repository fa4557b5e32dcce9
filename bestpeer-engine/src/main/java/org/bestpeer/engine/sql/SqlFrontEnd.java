package org.bestpeer.engine.sql;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.SystemSchema;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.plan.LogicalPlan;
import org.bestpeer.engine.system.SystemTables;
import org.jspecify.annotations.Nullable;

/**
 * SQL text to logical plans, with their cache. A text that was seen is not parsed again; one that differs from another
 * in literals alone is not planned again. Thread-safe.
 */
public final class SqlFrontEnd {
    private final Statistics statistics;
    private final SystemTables system;
    private final Cache<TextKey, PlannedStatement> byText;
    private final Cache<PlanKey, LogicalPlan> byMeaning;
    private volatile @Nullable CatalogView view;

    /** Without system tables. */
    public SqlFrontEnd(Statistics statistics, int cachedPlans) {
        this(statistics, cachedPlans, SystemTables.NONE);
    }

    /**
     * @param statistics of shared tables
     * @param cachedPlans how many plans are kept
     * @param system the tables beside the shared ones
     */
    public SqlFrontEnd(Statistics statistics, int cachedPlans, SystemTables system) {
        this.statistics = table -> SystemSchema.owns(table) ? TableStatistics.UNKNOWN : statistics.of(table);
        this.system = system;
        this.byText = CacheBuilder.newBuilder().maximumSize(cachedPlans).build();
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

    /** How many different plans were made so far. */
    public long plansMade() {
        return byMeaning.stats().missCount();
    }

    private PlannedStatement parseAndPlan(String sql, Catalog catalog) {
        StatementText text = StatementText.of(sql);
        SqlNode query = TreeRewrite.apply(QueryParser.parse(text));
        int own = parameterOrder(query).size();
        List<@Nullable Object> lifted = LiteralLifting.lift(query, own);
        PlanKey key = PlanKey.of(query, catalog);
        LogicalPlan plan = Optional.ofNullable(byMeaning.getIfPresent(key)).orElseGet(() -> {
            LogicalPlan made = new QueryPlanner(view(catalog), statistics).plan(query, own + lifted.size());
            byMeaning.put(key, made);
            return made;
        });
        return new PlannedStatement(text.explain(), plan, lifted);
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
