package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;

/** Lets a scan read only what the projection or aggregate above it, and the filters and sorts between, need. */
final class ColumnPruning {
    private ColumnPruning() {}

    static Operator prune(Operator plan) {
        List<Operator> inputs = plan.inputs().stream().map(ColumnPruning::prune).toList();
        Operator current = inputs.isEmpty() ? plan : plan.withInputs(inputs);
        if (current instanceof Operator.Project project) {
            BitSet needed = new BitSet();
            project.expressions().forEach(expression -> Columns.collect(expression, needed));
            return narrowed(project.input(), needed, project);
        }
        if (current instanceof Operator.Aggregate aggregate) {
            BitSet needed = new BitSet();
            aggregate.groupKeys().forEach(needed::set);
            aggregate.calls().forEach(call -> call.columns().forEach(needed::set));
            return narrowed(aggregate.input(), needed, aggregate);
        }
        return current;
    }

    private static Operator narrowed(Operator input, BitSet needed, Operator above) {
        if (!endsInScan(input, needed)) {
            return above;
        }
        List<Field> fields = input.fields();
        if (needed.isEmpty()) {
            needed.set(cheapest(fields));
        }
        if (needed.cardinality() == fields.size()) {
            return above;
        }
        int[] positions = new int[fields.size()];
        int next = 0;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = needed.get(i) ? next++ : -1;
        }
        return moved(above, moved(input, positions), positions);
    }

    /** Follows filters and sorts down to a scan and adds what they need. */
    private static boolean endsInScan(Operator operator, BitSet needed) {
        if (operator instanceof Operator.Filter filter) {
            Columns.collect(filter.condition(), needed);
            return endsInScan(filter.input(), needed);
        }
        if (operator instanceof Operator.Sort sort) {
            sort.keys().forEach(key -> needed.set(key.column()));
            return endsInScan(sort.input(), needed);
        }
        return operator instanceof Operator.Scan;
    }

    /** Where only the rows count: a store cannot read no column at all. */
    private static int cheapest(List<Field> fields) {
        for (int i = 0; i < fields.size(); i++) {
            TypeKind kind = fields.get(i).type().kind();
            if (kind != TypeKind.VARCHAR && kind != TypeKind.VARBINARY) {
                return i;
            }
        }
        return 0;
    }

    private static Operator moved(Operator operator, int[] positions) {
        if (operator instanceof Operator.Filter filter) {
            return new Operator.Filter(moved(filter.input(), positions), Columns.move(filter.condition(), positions));
        }
        if (operator instanceof Operator.Sort sort) {
            List<SortKey> keys = sort.keys().stream()
                    .map(key -> new SortKey(positions[key.column()], key.descending(), key.nullsFirst()))
                    .toList();
            return new Operator.Sort(moved(sort.input(), positions), keys, sort.offset(), sort.limit());
        }
        Operator.Scan scan = (Operator.Scan) operator;
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] >= 0) {
                fields.add(scan.fields().get(i));
            }
        }
        return new Operator.Scan(scan.table(), fields);
    }

    private static Operator moved(Operator above, Operator input, int[] positions) {
        if (above instanceof Operator.Project project) {
            List<Scalar> expressions = project.expressions().stream()
                    .map(expression -> Columns.move(expression, positions))
                    .toList();
            return new Operator.Project(input, expressions, project.names());
        }
        Operator.Aggregate aggregate = (Operator.Aggregate) above;
        List<Integer> keys =
                aggregate.groupKeys().stream().map(key -> positions[key]).toList();
        List<AggregateCall> calls = aggregate.calls().stream()
                .map(call -> call.withColumns(column -> positions[column]))
                .toList();
        return new Operator.Aggregate(input, keys, calls);
    }
}
