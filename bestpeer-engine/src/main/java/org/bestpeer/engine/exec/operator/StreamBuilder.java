package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.ListStream;
import org.bestpeer.engine.exec.Streams;
import org.bestpeer.engine.exec.scalar.Evaluator;
import org.bestpeer.engine.exec.scalar.RowSet;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Makes the streams of one run. */
final class StreamBuilder implements Operator.Handler<BatchStream> {
    private final ExecutionContext context;
    private final Guard guard;
    private final List<BatchStream> opened = new ArrayList<>();

    StreamBuilder(ExecutionContext context) {
        this(context, new Guard(context));
    }

    /** A builder of a part of a run, which counts together with the rest. */
    StreamBuilder(ExecutionContext context, Guard guard) {
        this.context = context;
        this.guard = guard;
    }

    /** Closes what was opened before the failure. */
    void closeAfter(Throwable failure) {
        try {
            Streams.closeAll(opened);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private BatchStream open(BatchStream source) {
        opened.add(source);
        return new LeafStream(guard, source);
    }

    private OwnedTables tables(String table) {
        return context.tables()
                .orElseThrow(() -> new BestPeerException(
                        ErrorCode.INTERNAL, "table %s is scanned where there are no tables".formatted(table)));
    }

    private BatchStream open(StorePushdown pushdown) {
        Operator.Scan scan = pushdown.scan().scan();
        Optional<Evaluator> rest = pushdown.rest().map(ScalarCompiler::compile);
        BatchStream rows = open(tables(scan.table()).source().scan(pushdown.scan()));
        return rest.isPresent() ? new FilterStream(guard, rows, rest.get()) : rows;
    }

    @Override
    public BatchStream onScan(Operator.Scan scan) {
        return open(StorePushdown.of(scan, tables(scan.table()).source()).orElseThrow());
    }

    @Override
    public BatchStream onReceive(Operator.Receive receive) {
        return open(context.receives().apply(receive.exchange()));
    }

    @Override
    public BatchStream onShuffled(Operator.Shuffled shuffled) {
        return open(context.shuffled().apply(shuffled));
    }

    @Override
    public BatchStream onValues(Operator.Values values) {
        BatchBuilder builder = BatchBuilder.of(values.fields(), values.rows().size());
        RowSet once = RowSet.all(new Batch(1, List.of()));
        for (List<Scalar> row : values.rows()) {
            @Nullable Object[] constants = new Object[row.size()];
            for (int i = 0; i < constants.length; i++) {
                DataType type = values.fields().get(i).type();
                constants[i] =
                        ScalarCompiler.compile(row.get(i), type).evaluate(once).get(0);
            }
            builder.append(constants);
        }
        return new LeafStream(guard, new ListStream(values.fields(), List.of(builder.build())));
    }

    @Override
    public BatchStream onFilter(Operator.Filter filter) {
        if (filter.input() instanceof Operator.Scan scan) {
            return open(StorePushdown.of(filter, tables(scan.table()).source()).orElseThrow());
        }
        Evaluator condition = ScalarCompiler.compile(filter.condition());
        return new FilterStream(guard, filter.input().dispatch(this), condition);
    }

    @Override
    public BatchStream onKeyFilter(Operator.KeyFilter filter) {
        return new KeyFilterStream(guard, filter, filter.input().dispatch(this));
    }

    @Override
    public BatchStream onRows(Operator.Rows rows) {
        return new LeafStream(guard, new SentRows(rows));
    }

    @Override
    public BatchStream onProject(Operator.Project project) {
        return project(project, project.input().dispatch(this));
    }

    private BatchStream project(Operator.Project project, BatchStream input) {
        List<Evaluator> expressions =
                project.expressions().stream().map(ScalarCompiler::compile).toList();
        return new ProjectStream(guard, project.fields(), input, expressions);
    }

    @Override
    public BatchStream onAggregate(Operator.Aggregate aggregate) {
        return new AggregateStream(guard, aggregate, aggregate.input().dispatch(this));
    }

    @Override
    public BatchStream onWindow(Operator.Window window) {
        return new WindowStream(guard, window, window.input().dispatch(this));
    }

    @Override
    public BatchStream onApply(Operator.Apply apply) {
        BatchStream left = apply.left().dispatch(this);
        DependentPlan right = DependentPlan.of(apply, context, guard, input -> input.dispatch(this));
        return new ApplyStream(guard, apply, left, right);
    }

    @Override
    public BatchStream onJoin(Operator.Join join) {
        BatchStream left = join.left().dispatch(this);
        BatchStream right = join.right().dispatch(this);
        return new JoinStream(guard, join, left, right);
    }

    @Override
    public BatchStream onSort(Operator.Sort sort) {
        long offset = sort.offset().map(scalar -> count(scalar, "OFFSET")).orElse(0L);
        long limit = sort.limit().map(scalar -> count(scalar, "FETCH or LIMIT")).orElse(Long.MAX_VALUE);
        long keep = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
        BatchStream input = firstRows(sort, keep);
        BatchStream ordered =
                sort.keys().isEmpty() || keep == 0 ? input : new SortStream(guard, input, sort.keys(), keep);
        return offset == 0 && limit == Long.MAX_VALUE ? ordered : new LimitStream(guard, ordered, offset, limit);
    }

    /** The input of a sort; from the store only the rows that can be among the first, where it knows them. */
    private BatchStream firstRows(Operator.Sort sort, long keep) {
        if (keep == Long.MAX_VALUE || context.tables().isEmpty()) {
            return sort.input().dispatch(this);
        }
        if (sort.input() instanceof Operator.Project project) {
            Optional<List<SortKey>> keys = below(sort.keys(), project);
            Optional<StorePushdown> pushdown = pushdown(project.input());
            if (keys.isPresent() && pushdown.isPresent()) {
                return project(project, open(pushdown.get().limited(keys.get(), keep)));
            }
        }
        Optional<StorePushdown> pushdown = pushdown(sort.input());
        return pushdown.isPresent()
                ? open(pushdown.get().limited(sort.keys(), keep))
                : sort.input().dispatch(this);
    }

    private Optional<StorePushdown> pushdown(Operator operator) {
        return context.tables().flatMap(tables -> StorePushdown.of(operator, tables.source()));
    }

    /** The sort keys in terms of a projection's input; empty if one is computed. */
    private static Optional<List<SortKey>> below(List<SortKey> keys, Operator.Project project) {
        List<SortKey> below = new ArrayList<>();
        for (SortKey key : keys) {
            if (!(project.expressions().get(key.column()) instanceof Scalar.ColumnRef column)) {
                return Optional.empty();
            }
            below.add(new SortKey(column.index(), key.descending(), key.nullsFirst()));
        }
        return Optional.of(below);
    }

    private static long count(Scalar scalar, String what) {
        Object value = ScalarCompiler.compile(scalar, DataType.BIGINT)
                .evaluate(RowSet.all(new Batch(1, List.of())))
                .get(0);
        if (!(value instanceof Long rows) || rows < 0) {
            throw new BestPeerException(ErrorCode.INVALID_VALUE, what + " is not a number of rows");
        }
        return rows;
    }

    @Override
    public BatchStream onUnion(Operator.Union union) {
        List<Field> fields = union.fields();
        List<BatchStream> inputs = new ArrayList<>();
        for (Operator input : union.inputs()) {
            inputs.add(aligned(input, fields));
        }
        return new ConcatStream(guard, fields, inputs);
    }

    /** The input's rows under the types of the union. */
    private BatchStream aligned(Operator input, List<Field> fields) {
        BatchStream stream = input.dispatch(this);
        List<Evaluator> columns = new ArrayList<>();
        boolean same = true;
        for (int i = 0; i < fields.size(); i++) {
            DataType from = input.fields().get(i).type();
            DataType to = fields.get(i).type();
            same &= from.equals(to);
            columns.add(ScalarCompiler.compile(new Scalar.ColumnRef(i, from), to));
        }
        return same ? stream : new ProjectStream(guard, fields, stream, columns);
    }
}
