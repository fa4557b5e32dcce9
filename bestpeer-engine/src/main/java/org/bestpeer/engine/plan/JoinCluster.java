package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;

/**
 * Inner joins next to each other, taken apart: their inputs, all conditions over the inputs' columns one after the
 * other, and the result columns as expressions over the same.
 */
final class JoinCluster {
    final List<Operator> leaves = new ArrayList<>();
    final List<Integer> starts = new ArrayList<>();
    final List<Scalar> conditions = new ArrayList<>();
    final List<Scalar> outputs;
    private final UnaryOperator<Operator> leafStep;
    private int width;

    /**
     * Takes apart the joins under this operator.
     *
     * @param leafStep what is done to each input
     */
    JoinCluster(Operator top, UnaryOperator<Operator> leafStep) {
        this.leafStep = leafStep;
        this.outputs = flatten(top);
    }

    static boolean isPart(Operator operator) {
        if (operator instanceof Operator.Join join) {
            return join.kind() == JoinKind.INNER;
        }
        if (operator instanceof Operator.Filter filter) {
            return isPart(filter.input());
        }
        return operator instanceof Operator.Project project && isPart(project.input());
    }

    private List<Scalar> flatten(Operator operator) {
        if (operator instanceof Operator.Filter filter) {
            List<Scalar> below = flatten(filter.input());
            addAll(filter.condition(), below);
            return below;
        }
        if (!isPart(operator)) {
            return leaf(operator);
        }
        if (operator instanceof Operator.Project project) {
            List<Scalar> below = flatten(project.input());
            return project.expressions().stream()
                    .map(e -> Scalars.substitute(e, below))
                    .toList();
        }
        return flattenJoin((Operator.Join) operator);
    }

    private List<Scalar> flattenJoin(Operator.Join join) {
        List<Scalar> left = flatten(join.left());
        List<Scalar> right = flatten(join.right());
        List<Scalar> both = new ArrayList<>(left);
        both.addAll(right);
        for (EquiKey key : join.keys()) {
            conditions.add(
                    Scalars.call(ScalarFunction.EQUAL, DataType.BOOLEAN, left.get(key.left()), right.get(key.right())));
        }
        join.condition().ifPresent(c -> addAll(c, both));
        return both;
    }

    private void addAll(Scalar condition, List<Scalar> columns) {
        conditions.addAll(Scalars.conjuncts(Scalars.substitute(condition, columns)));
    }

    private List<Scalar> leaf(Operator operator) {
        Operator leaf = leafStep.apply(operator);
        int start = width;
        leaves.add(leaf);
        starts.add(start);
        width += leaf.fields().size();
        return Scalars.references(leaf.fields()).stream()
                .map(r -> Scalars.remap(r, i -> i + start))
                .toList();
    }

    /** The input that a column of the whole belongs to. */
    int leafOf(int column) {
        int leaf = 0;
        while (leaf + 1 < starts.size() && starts.get(leaf + 1) <= column) {
            leaf++;
        }
        return leaf;
    }
}
