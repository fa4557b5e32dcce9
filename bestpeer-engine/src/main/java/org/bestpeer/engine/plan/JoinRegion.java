package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;

/**
 * Joins next to each other whose order is free: inner joins, and semi and anti joins on top of them. Its inputs are taken
 * out; a Receive with the input's number stands for each.
 */
final class JoinRegion {
    private final List<Operator> inputs = new ArrayList<>();
    private final Operator tree;
    private final IdentityHashMap<Operator.Aggregate, Set<Integer>> keyed = new IdentityHashMap<>();

    JoinRegion(Operator.Join top) {
        this.tree = abstracted(top);
        noteKeys(tree);
    }

    static boolean isPart(Operator operator) {
        if (operator instanceof Operator.Join join) {
            return switch (join.kind()) {
                case INNER, SEMI, ANTI -> true;
                case LEFT, RIGHT, FULL -> false;
            };
        }
        boolean between = operator instanceof Operator.Filter || operator instanceof Operator.Project;
        return between && isPart(operator.inputs().get(0));
    }

    private Operator abstracted(Operator operator) {
        if (!isPart(operator)) {
            inputs.add(operator);
            return new Operator.Receive(inputs.size() - 1, operator.fields());
        }
        return operator.withInputs(
                operator.inputs().stream().map(this::abstracted).toList());
    }

    /** From left to right. */
    List<Operator> inputs() {
        return inputs;
    }

    /** The joins over their inputs' numbers. */
    Operator tree() {
        return tree;
    }

    /**
     * For aggregates under the joins: group keys by which they are joined, so that groups whose key is NULL have no
     * partner and are not needed.
     */
    IdentityHashMap<Operator.Aggregate, Set<Integer>> keyed() {
        return keyed;
    }

    private void noteKeys(Operator operator) {
        operator.inputs().forEach(this::noteKeys);
        if (operator instanceof Operator.Join join) {
            for (EquiKey key : join.keys()) {
                if (join.kind() != JoinKind.ANTI) {
                    noteKey(join.left(), key.left());
                }
                noteKey(join.right(), key.right());
            }
        }
    }

    private void noteKey(Operator operator, int column) {
        if (operator instanceof Operator.Receive receive) {
            // An input is no Receive of the plan itself: those are made only when fragments are cut.
            noteKey(inputs.get(receive.exchange()), column);
        } else if (operator instanceof Operator.Filter filter) {
            noteKey(filter.input(), column);
        } else if (operator instanceof Operator.Project project) {
            if (project.expressions().get(column) instanceof Scalar.ColumnRef ref) {
                noteKey(project.input(), ref.index());
            }
        } else if (operator instanceof Operator.Aggregate aggregate) {
            if (column < aggregate.groupKeys().size()) {
                keyed.computeIfAbsent(aggregate, a -> new HashSet<>()).add(column);
            }
        } else if (operator instanceof Operator.Join join && isPart(join)) {
            int width = join.left().fields().size();
            noteKey(column < width ? join.left() : join.right(), column < width ? column : column - width);
        }
    }
}
