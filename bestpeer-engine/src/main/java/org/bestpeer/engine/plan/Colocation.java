package org.bestpeer.engine.plan;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;

/**
 * Puts joins whose inputs live together next to each other, so that they run at the owners: another order of inner joins,
 * and semi and anti joins taken down to the one input that they are about.
 */
final class Colocation {
    private final List<Optional<Part>> inputs;
    private final Estimator estimator;
    private final IdentityHashMap<Operator, Optional<Part>> known = new IdentityHashMap<>();

    /**
     * @param inputs what each input of the region is, if it is at owners
     * @param estimates of the inputs
     */
    Colocation(List<Optional<Part>> inputs, List<Estimate> estimates) {
        this.inputs = inputs;
        this.estimator = new Estimator(
                scan -> {
                    throw new IllegalStateException("the inputs of joins are given by number");
                },
                receive -> estimates.get(receive.exchange()));
    }

    /** The region's joins over the numbers of its inputs; as they were if no other order brings fewer fragments. */
    Operator arranged(Operator tree) {
        if (isTogether(tree)) {
            return tree;
        }
        Operator arranged = new JoinOrder(estimator, this::isTogether).order(loweredAll(tree));
        return fragments(arranged) < fragments(tree) ? arranged : tree;
    }

    private boolean isTogether(Operator operator) {
        return part(operator).isPresent();
    }

    private int fragments(Operator operator) {
        return isTogether(operator) || operator instanceof Operator.Receive
                ? 1
                : operator.inputs().stream().mapToInt(this::fragments).sum();
    }

    private Optional<Part> part(Operator operator) {
        Optional<Part> result = known.get(operator);
        if (result == null) {
            result = computed(operator);
            known.put(operator, result);
        }
        return result;
    }

    private Optional<Part> computed(Operator operator) {
        if (operator instanceof Operator.Receive receive) {
            return inputs.get(receive.exchange());
        }
        Optional<Part> first = part(operator.inputs().get(0));
        if (first.isEmpty()) {
            return first;
        }
        if (operator instanceof Operator.Join join) {
            return part(join.right()).flatMap(right -> first.get().joined(join, right));
        }
        return Optional.of(first.get().over(operator));
    }

    private Operator loweredAll(Operator operator) {
        Operator over = operator.withInputs(
                operator.inputs().stream().map(this::loweredAll).toList());
        if (over instanceof Operator.Join join && (join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI)) {
            return lowered(join).orElse(join);
        }
        return over;
    }

    /** The join's left side, with the join at the only input that its columns come from, if both live together. */
    private Optional<Operator> lowered(Operator.Join join) {
        int width = join.left().fields().size();
        Map<Integer, Integer> columns = new HashMap<>();
        join.keys().forEach(key -> columns.put(key.left(), key.left()));
        join.condition().ifPresent(c -> Scalars.columns(c).headSet(width).forEach(i -> columns.put(i, i)));
        return join.left() instanceof Operator.Receive ? Optional.empty() : lowered(join, join.left(), columns);
    }

    /**
     * The operator with the join somewhere below.
     *
     * @param columns where in the operator the columns are that the join reads of its left side
     */
    private Optional<Operator> lowered(Operator.Join join, Operator at, Map<Integer, Integer> columns) {
        if (at instanceof Operator.Filter filter) {
            return lowered(join, filter.input(), columns).map(i -> filter.withInputs(List.of(i)));
        }
        if (at instanceof Operator.Project project) {
            Map<Integer, Integer> below = new HashMap<>();
            columns.forEach((column, position) -> {
                if (project.expressions().get(position) instanceof Scalar.ColumnRef ref) {
                    below.put(column, ref.index());
                }
            });
            return below.size() < columns.size()
                    ? Optional.empty()
                    : lowered(join, project.input(), below).map(i -> project.withInputs(List.of(i)));
        }
        if (at instanceof Operator.Join other) {
            return loweredInto(join, other, columns);
        }
        Operator here = moved(join, at, columns);
        return isTogether(here) ? Optional.of(here) : Optional.empty();
    }

    private Optional<Operator> loweredInto(Operator.Join join, Operator.Join other, Map<Integer, Integer> columns) {
        int width = other.left().fields().size();
        if (columns.values().stream().allMatch(c -> c < width)) {
            return lowered(join, other.left(), columns).map(i -> other.withInputs(List.of(i, other.right())));
        }
        if (other.kind() == JoinKind.INNER && columns.values().stream().allMatch(c -> c >= width)) {
            Map<Integer, Integer> right = new HashMap<>();
            columns.forEach((column, position) -> right.put(column, position - width));
            return lowered(join, other.right(), right).map(i -> other.withInputs(List.of(other.left(), i)));
        }
        return Optional.empty();
    }

    private static Operator moved(Operator.Join join, Operator left, Map<Integer, Integer> columns) {
        int before = join.left().fields().size();
        int now = left.fields().size();
        return new Operator.Join(
                join.kind(),
                left,
                join.right(),
                join.keys().stream()
                        .map(key -> new EquiKey(at(columns, key.left()), key.right()))
                        .toList(),
                join.condition().map(c -> Scalars.remap(c, i -> i < before ? at(columns, i) : i - before + now)));
    }

    private static int at(Map<Integer, Integer> columns, int column) {
        return Objects.requireNonNull(columns.get(column));
    }
}
