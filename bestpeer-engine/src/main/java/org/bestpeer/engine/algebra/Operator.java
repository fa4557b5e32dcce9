package org.bestpeer.engine.algebra;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.catalog.SystemSchema;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** A relational operator; a tree of them is a plan. Rows are a multiset unless a {@link Sort} orders them. Immutable. */
public sealed interface Operator {
    /** The columns of its result, in order. */
    List<Field> fields();

    List<Operator> inputs();

    /** The same operator over other inputs, which have the same fields. */
    Operator withInputs(List<Operator> inputs);

    <R> R dispatch(Handler<R> handler);

    /** Has no input. */
    sealed interface Leaf extends Operator {
        @Override
        default List<Operator> inputs() {
            return List.of();
        }

        @Override
        default Operator withInputs(List<Operator> inputs) {
            return this;
        }
    }

    /** Has one input. */
    sealed interface Unary extends Operator {
        Operator input();

        @Override
        default List<Operator> inputs() {
            return List.of(input());
        }
    }

    /**
     * Rows of a shared table, or in a residual plan of a system table; {@code fields} are columns of it by name, in any
     * order.
     */
    record Scan(String table, List<Field> fields) implements Leaf {
        public Scan {
            fields = List.copyOf(fields);
        }

        /** Whether the home peer makes its rows, so that it is no owner's business. */
        public boolean isOfSystemTable() {
            return SystemSchema.owns(table);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onScan(this);
        }
    }

    /** Constant rows; every row has one expression without column references for each field. */
    record Values(List<Field> fields, List<List<Scalar>> rows) implements Leaf {
        public Values {
            fields = List.copyOf(fields);
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onValues(this);
        }
    }

    /**
     * Rows that another plan sends: the leaf of a residual plan where a fragment was cut off, or of a fragment that other
     * rows are sent along with.
     */
    record Receive(int exchange, List<Field> fields) implements Leaf {
        public Receive {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onReceive(this);
        }
    }

    /** Rows for which the condition is TRUE. */
    record Filter(Operator input, Scalar condition) implements Unary {
        @Override
        public List<Field> fields() {
            return input.fields();
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return new Filter(inputs.get(0), condition);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onFilter(this);
        }
    }

    /** One column for each expression. */
    record Project(Operator input, List<Scalar> expressions, List<String> names) implements Unary {
        public Project {
            expressions = List.copyOf(expressions);
            names = List.copyOf(names);
        }

        @Override
        public List<Field> fields() {
            List<Field> fields = new ArrayList<>(expressions.size());
            for (int i = 0; i < expressions.size(); i++) {
                fields.add(new Field(names.get(i), expressions.get(i).type()));
            }
            return List.copyOf(fields);
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return new Project(inputs.get(0), expressions, names);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onProject(this);
        }
    }

    /** The group keys, then the calls. Without keys there is one row, also over no input. */
    record Aggregate(Operator input, List<Integer> groupKeys, List<AggregateCall> calls) implements Unary {
        public Aggregate {
            groupKeys = List.copyOf(groupKeys);
            calls = List.copyOf(calls);
        }

        @Override
        public List<Field> fields() {
            List<Field> fields = new ArrayList<>();
            groupKeys.forEach(key -> fields.add(input.fields().get(key)));
            calls.forEach(call -> fields.add(call.output()));
            return List.copyOf(fields);
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return new Aggregate(inputs.get(0), groupKeys, calls);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onAggregate(this);
        }
    }

    /**
     * Pairs of rows whose keys are equal and for which the condition, over the left columns followed by the right
     * ones, is TRUE. The left columns, then (but for SEMI and ANTI) the right ones.
     */
    record Join(JoinKind kind, Operator left, Operator right, List<EquiKey> keys, Optional<Scalar> condition)
            implements Operator {
        public Join {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Field> fields() {
            if (kind == JoinKind.SEMI || kind == JoinKind.ANTI) {
                return left.fields();
            }
            List<Field> fields = new ArrayList<>(left.fields());
            fields.addAll(right.fields());
            return List.copyOf(fields);
        }

        @Override
        public List<Operator> inputs() {
            return List.of(left, right);
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return new Join(kind, inputs.get(0), inputs.get(1), keys, condition);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onJoin(this);
        }
    }

    /** Rows in order (no keys: in any), without the first {@code offset}, at most {@code limit} of them. */
    record Sort(Operator input, List<SortKey> keys, Optional<Scalar> offset, Optional<Scalar> limit) implements Unary {
        public Sort {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Field> fields() {
            return input.fields();
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return new Sort(inputs.get(0), keys, offset, limit);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onSort(this);
        }
    }

    /**
     * The input's columns, then one for each call, computed over the rows that have the same partition keys (NULLs are
     * the same), in this order; rows that it does not part may come in any.
     */
    record Window(Operator input, List<Integer> partitionKeys, List<SortKey> order, List<WindowCall> calls)
            implements Unary {
        public Window {
            partitionKeys = List.copyOf(partitionKeys);
            order = List.copyOf(order);
            calls = List.copyOf(calls);
        }

        @Override
        public List<Field> fields() {
            List<Field> fields = new ArrayList<>(input.fields());
            calls.forEach(call -> fields.add(call.output()));
            return List.copyOf(fields);
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return new Window(inputs.get(0), partitionKeys, order, calls);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onWindow(this);
        }
    }

    /**
     * The left rows, each with what the right plan gives for it. Only in the coordinator's own plan, never on the wire.
     *
     * @param outer what the right plan's outer parameters stand for
     */
    record Apply(ApplyKind kind, Operator left, Operator right, List<OuterColumn> outer) implements Operator {
        public Apply {
            outer = List.copyOf(outer);
        }

        @Override
        public List<Field> fields() {
            List<Field> fields = new ArrayList<>(left.fields());
            switch (kind) {
                case SCALAR -> fields.add(right.fields().get(0));
                case EXISTS, ANY, ALL -> fields.add(new Field("found", DataType.BOOLEAN));
                case INNER, LEFT -> fields.addAll(right.fields());
            }
            return List.copyOf(fields);
        }

        @Override
        public List<Operator> inputs() {
            return List.of(left, right);
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return new Apply(kind, inputs.get(0), inputs.get(1), outer);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onApply(this);
        }
    }

    /** All rows of all inputs (UNION ALL); names and types are the first input's. */
    record Union(List<Operator> inputs) implements Operator {
        public Union {
            inputs = List.copyOf(inputs);
        }

        @Override
        public List<Field> fields() {
            return inputs.get(0).fields();
        }

        @Override
        public Operator withInputs(List<Operator> newInputs) {
            return new Union(newInputs);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onUnion(this);
        }
    }

    /**
     * Rows whose key is one of a set. A set may take keys for its own that it does not have, so only rows that something
     * above drops anyhow may depend on it; a key with a NULL is never one of it.
     *
     * @param columns the input's columns that make the key, of types that compare with those of the set
     */
    record KeyFilter(Operator input, List<Integer> columns, KeySet keys) implements Unary {
        public KeyFilter {
            columns = List.copyOf(columns);
        }

        @Override
        public List<Field> fields() {
            return input.fields();
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return new KeyFilter(inputs.get(0), columns, keys);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onKeyFilter(this);
        }
    }

    /**
     * Constant rows that were sent along.
     *
     * @param batches as {@code BatchCodec} writes them
     */
    record Rows(List<Field> fields, List<ByteString> batches) implements Leaf {
        public Rows {
            fields = List.copyOf(fields);
            batches = List.copyOf(batches);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onRows(this);
        }
    }

    /**
     * Those rows of a repartitioned fragment that fall to the peer that runs this by their keys: a leaf of another fragment.
     *
     * @param exchange number of the repartitioned fragment
     */
    record Shuffled(int exchange, List<Field> fields) implements Operator {
        public Shuffled {
            fields = List.copyOf(fields);
        }

        @Override
        public List<Operator> inputs() {
            return List.of();
        }

        @Override
        public Operator withInputs(List<Operator> inputs) {
            return this;
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onShuffled(this);
        }
    }

    /** One case for each kind of operator; a forgotten one does not compile. */
    interface Handler<R> {
        R onScan(Scan scan);

        R onValues(Values values);

        R onReceive(Receive receive);

        R onFilter(Filter filter);

        R onProject(Project project);

        R onAggregate(Aggregate aggregate);

        R onJoin(Join join);

        R onSort(Sort sort);

        R onWindow(Window window);

        R onApply(Apply apply);

        R onUnion(Union union);

        R onKeyFilter(KeyFilter filter);

        R onRows(Rows rows);

        R onShuffled(Shuffled shuffled);
    }
}
