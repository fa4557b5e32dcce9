package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.OuterColumn;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.ListStream;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Scalars;
import org.jspecify.annotations.Nullable;

/**
 * The right plan of an apply: run again and again, each time with other values for its outer parameters. The parts of it
 * that read no outer row are run once and kept.
 */
final class DependentPlan {
    private final ExecutionContext context;
    private final Guard guard;
    private final Operator plan;
    private final List<Kept> kept;
    private long held;

    /** A part that does not depend on the row: first a stream, then its rows. */
    private static final class Kept {
        private final BatchStream stream;
        private @Nullable List<Batch> rows;

        Kept(BatchStream stream) {
            this.stream = stream;
        }
    }

    private DependentPlan(ExecutionContext context, Guard guard, Operator plan, List<Kept> kept) {
        this.context = context;
        this.guard = guard;
        this.plan = plan;
        this.kept = kept;
    }

    /** @param open starts a part that does not depend on the row */
    static DependentPlan of(
            Operator.Apply apply, ExecutionContext context, Guard guard, Function<Operator, BatchStream> open) {
        List<Kept> kept = new ArrayList<>();
        Operator plan = split(apply.right(), part -> {
            kept.add(new Kept(open.apply(part)));
            return new Operator.Receive(kept.size() - 1, part.fields());
        });
        return new DependentPlan(context, guard, plan, kept);
    }

    private static Operator split(Operator operator, UnaryOperator<Operator> keep) {
        if (!depends(operator)) {
            return operator instanceof Operator.Values ? operator : keep.apply(operator);
        }
        return operator.withInputs(
                operator.inputs().stream().map(input -> split(input, keep)).toList());
    }

    private static boolean depends(Operator operator) {
        return Operators.readsOuterRow(operator) || operator.inputs().stream().anyMatch(DependentPlan::depends);
    }

    /** The streams of the parts that are kept. */
    List<BatchStream> sources() {
        return kept.stream().map(part -> part.stream).toList();
    }

    /** Memory that was newly taken for kept rows. */
    long takeHeld() {
        long taken = held;
        held = 0;
        return taken;
    }

    /** The rows for these values of the outer parameters. */
    BatchStream run(Map<Integer, Scalar> values) {
        Operator bound = Operators.mapScalars(
                plan,
                scalar -> Scalars.rewrite(
                        scalar,
                        part -> part instanceof Scalar.Parameter parameter
                                ? values.getOrDefault(parameter.index(), parameter)
                                : part));
        ExecutionContext inner =
                ExecutionContext.atCoordinator(this::replay, context.limits(), context.cancelled(), context.clock());
        return bound.dispatch(new StreamBuilder(inner, guard));
    }

    private BatchStream replay(int number) {
        Kept part = kept.get(number);
        List<Batch> rows = part.rows;
        if (rows == null) {
            rows = new ArrayList<>();
            for (Batch batch = part.stream.next(); batch != null; batch = part.stream.next()) {
                long bytes = Vectors.estimatedBytes(batch);
                guard.hold(bytes);
                held += bytes;
                rows.add(batch);
            }
            part.rows = rows;
        }
        return new ListStream(part.stream.fields(), rows);
    }

    /** The values of a row for the outer parameters. */
    static Map<Integer, Scalar> values(List<OuterColumn> outer, Batch batch, int row) {
        Map<Integer, Scalar> values = new HashMap<>();
        for (OuterColumn column : outer) {
            Vector vector = batch.columns().get(column.column());
            values.put(column.parameter(), new Scalar.Literal(vector.get(row), vector.type()));
        }
        return values;
    }
}
