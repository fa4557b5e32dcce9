package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.type.Field;

/** Building and rewriting of plans. */
public final class Operators {
    private Operators() {}

    /** The input with the conditions applied; the input itself if there are none. */
    public static Operator filter(Operator input, List<Scalar> conditions) {
        List<Scalar> all = new ArrayList<>();
        Operator below = input;
        if (input instanceof Operator.Filter filter && !conditions.isEmpty()) {
            all.addAll(Scalars.conjuncts(filter.condition()));
            below = filter.input();
        }
        all.addAll(conditions);
        Operator target = below;
        return Scalars.and(all.stream().distinct().toList())
                .<Operator>map(c -> new Operator.Filter(target, c))
                .orElse(input);
    }

    /** A projection; nothing is added if it would change nothing, and a projection below is merged. */
    public static Operator project(Operator input, List<Scalar> expressions, List<String> names) {
        if (input instanceof Operator.Project below && isCheapToMerge(expressions, below)) {
            List<Scalar> merged = expressions.stream()
                    .map(e -> Scalars.substitute(e, below.expressions()))
                    .toList();
            return project(below.input(), merged, names);
        }
        boolean identity = expressions.equals(Scalars.references(input.fields()))
                && names.equals(input.fields().stream().map(Field::name).toList());
        return identity ? input : new Operator.Project(input, expressions, names);
    }

    /** Only references above, or only references and constants below: nothing is computed twice. */
    private static boolean isCheapToMerge(List<Scalar> above, Operator.Project below) {
        return above.stream().allMatch(e -> !(e instanceof Scalar.Call))
                || below.expressions().stream().allMatch(e -> !(e instanceof Scalar.Call));
    }

    /** Only these columns, in this order. */
    public static Operator select(Operator input, List<Integer> columns) {
        List<Field> fields = input.fields();
        List<Scalar> references = columns.stream()
                .<Scalar>map(c -> new Scalar.ColumnRef(c, fields.get(c).type()))
                .toList();
        return project(
                input,
                references,
                columns.stream().map(c -> fields.get(c).name()).toList());
    }

    /** The same columns under other names. */
    public static Operator rename(Operator input, List<String> names) {
        if (input instanceof Operator.Values values) {
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                fields.add(new Field(names.get(i), values.fields().get(i).type()));
            }
            return new Operator.Values(fields, values.rows());
        }
        return project(input, Scalars.references(input.fields()), names);
    }

    /** A relation without rows. */
    public static Operator.Values empty(List<Field> fields) {
        return new Operator.Values(fields, List.of());
    }

    public static boolean isEmpty(Operator operator) {
        return operator instanceof Operator.Values values && values.rows().isEmpty();
    }

    /** Every expression of the plan replaced by what the function makes of it. */
    public static Operator mapScalars(Operator operator, UnaryOperator<Scalar> step) {
        Operator over = operator.withInputs(
                operator.inputs().stream().map(i -> mapScalars(i, step)).toList());
        if (over instanceof Operator.Filter filter) {
            return new Operator.Filter(filter.input(), step.apply(filter.condition()));
        }
        if (over instanceof Operator.Project project) {
            return new Operator.Project(
                    project.input(), project.expressions().stream().map(step).toList(), project.names());
        }
        if (over instanceof Operator.Join join) {
            Optional<Scalar> condition = join.condition().map(step);
            return new Operator.Join(join.kind(), join.left(), join.right(), join.keys(), condition);
        }
        if (over instanceof Operator.Sort sort) {
            return new Operator.Sort(
                    sort.input(),
                    sort.keys(),
                    sort.offset().map(step),
                    sort.limit().map(step));
        }
        if (over instanceof Operator.Window window) {
            List<WindowCall> calls =
                    window.calls().stream().map(c -> c.withOffsets(step)).toList();
            return new Operator.Window(window.input(), window.partitionKeys(), window.order(), calls);
        }
        if (over instanceof Operator.Values values) {
            return new Operator.Values(
                    values.fields(),
                    values.rows().stream()
                            .map(r -> r.stream().map(step).toList())
                            .toList());
        }
        return over;
    }

    /** Whether an expression of this operator itself, not of its inputs, reads the row that a dependent plan runs for. */
    public static boolean readsOuterRow(Operator operator) {
        boolean[] found = new boolean[1];
        List<Operator> nothing =
                operator.inputs().stream().<Operator>map(i -> empty(i.fields())).toList();
        mapScalars(operator.withInputs(nothing), scalar -> {
            found[0] |= Scalars.readsOuterRow(scalar);
            return scalar;
        });
        return found[0];
    }

    /** Where a plan receives rows, from left to right. */
    static List<Operator.Receive> receives(Operator operator) {
        if (operator instanceof Operator.Receive receive) {
            return List.of(receive);
        }
        return operator.inputs().stream().flatMap(i -> receives(i).stream()).toList();
    }

    /** The repartitioned fragments whose rows a plan reads, from left to right. */
    public static List<Integer> shuffled(Operator operator) {
        if (operator instanceof Operator.Shuffled shuffled) {
            return List.of(shuffled.exchange());
        }
        return operator.inputs().stream().flatMap(i -> shuffled(i).stream()).toList();
    }

    /** The scans of a plan, from left to right. */
    public static List<Operator.Scan> scans(Operator operator) {
        if (operator instanceof Operator.Scan scan) {
            return List.of(scan);
        }
        return operator.inputs().stream().flatMap(i -> scans(i).stream()).toList();
    }
}
