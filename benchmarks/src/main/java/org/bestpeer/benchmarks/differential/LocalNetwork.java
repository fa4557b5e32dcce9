package org.bestpeer.benchmarks.differential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.Engine;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.PreparedQuery;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.RowCursor;
import org.bestpeer.engine.Session;
import org.bestpeer.engine.access.StandardRole;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.ExecutionContext;
import org.bestpeer.engine.exec.operator.ExecutionLimits;
import org.bestpeer.engine.exec.operator.OwnedTables;
import org.bestpeer.engine.exec.operator.PlanExecutor;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.PlanRule;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.progress.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The engine with owners in the same process. Fragments and batches go through their wire formats as they would between
 * peers; sockets, signatures and stores are left out. Used by one thread.
 */
final class LocalNetwork {
    private static final Principal USER = new Principal("differential", "company-0", "ann");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Session SESSION = new Session(USER, ZoneOffset.UTC, PATIENCE);

    /** Joins of joins without a condition have answers that fill the memory. */
    private static final int MOST_ROWS = 200_000;

    /** Only bytes sent cost something, so that keys and rows are sent along also for the few rows here. */
    private static final CostParameters COST = CostParameters.BYTES_ONLY;

    private final LocalShuffles shuffles = new LocalShuffles();
    private final Engine engine;
    private final Schema schema;

    /** @param rules the steps of planning that are not left out */
    LocalNetwork(Schema schema, Set<PlanRule> rules) {
        this.schema = schema;
        Catalog catalog = schema.catalog();
        Shares shares = new Shares(schema);
        this.engine = new Engine(
                () -> catalog,
                shares,
                shares,
                this::open,
                LocalNetwork::run,
                new Engine.Environment(
                        Clock.systemUTC(), new Random(0), new PlanRules(COST, (company, table, owner) -> true, rules)));
    }

    /** The answer to a query; also an exception that should never come out of the engine is one. */
    Outcome answer(Sql.Text query) {
        try {
            PreparedQuery prepared = engine.prepare(SESSION, query.sql());
            return Outcome.rows(rows(prepared, parameters(prepared, query.parameters())));
        } catch (BestPeerException e) {
            return Outcome.error(e.code().sqlState(), e.getMessage());
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            return Outcome.error("XX000", "unexpected " + e + " at " + e.getStackTrace()[0]);
        }
    }

    private static List<@Nullable Object> parameters(PreparedQuery prepared, List<Parameter> given) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            values.add(given.get(i).as(prepared.parameters().get(i)));
        }
        return values;
    }

    private List<List<@Nullable Object>> rows(PreparedQuery prepared, List<@Nullable Object> parameters) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RowCursor cursor = engine.execute(SESSION, prepared, parameters)) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                if (rows.size() + batch.rows() > MOST_ROWS) {
                    throw new BestPeerException(ErrorCode.LIMIT_EXCEEDED, "the answer is too large to be compared");
                }
                for (int row = 0; row < batch.rows(); row++) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int column = 0; column < batch.columns().size(); column++) {
                        Object value = batch.columns().get(column).get(row);
                        values.add(Plain.of(prepared.fields().get(column).type(), value));
                    }
                    rows.add(Collections.unmodifiableList(values));
                }
            }
        }
        return rows;
    }

    private BatchStream open(FragmentTask task, Traffic traffic) {
        Operator plan = AlgebraCodec.decode(AlgebraCodec.encode(task.plan()));
        int owner = Integer.parseInt(task.site().peer().substring("peer-".length()));
        OwnedTables tables = new OwnedTables(
                new ShareSource(schema, owner), new StandardRole(company -> true, table -> true), task.principal());
        ExecutionLimits limits = new ExecutionLimits(ExecutionLimits.FRAGMENT_MEMORY, task.deadline());
        ExecutionContext context =
                ExecutionContext.atOwner(tables, shuffles.to(task), limits, () -> false, Clock.systemUTC());
        return task.routes().output().isPresent()
                ? shuffles.send(task, () -> PlanExecutor.run(plan, context))
                : new WireStream(task.fields(), () -> PlanExecutor.run(plan, context));
    }

    private static BatchStream run(Operator residual, IntFunction<BatchStream> receives, Workspace workspace) {
        ExecutionLimits limits = new ExecutionLimits(workspace, Instant.now().plus(PATIENCE));
        return PlanExecutor.run(
                residual, ExecutionContext.atCoordinator(receives, limits, () -> false, Clock.systemUTC()));
    }
}
