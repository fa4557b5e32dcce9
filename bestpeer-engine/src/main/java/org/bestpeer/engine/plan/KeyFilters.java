package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;

/** Puts a filter on keys as near to the scans of a plan as it may go. */
final class KeyFilters {
    private KeyFilters() {}

    /**
     * The plan without the rows that have other keys.
     *
     * @param columns the plan's columns that make the key
     */
    static Operator over(Operator plan, List<Integer> columns, KeySet keys) {
        return below(plan, columns, keys).orElseGet(() -> new Operator.KeyFilter(plan, columns, keys));
    }

    private static Optional<Operator> below(Operator plan, List<Integer> columns, KeySet keys) {
        if (plan instanceof Operator.Project project) {
            List<Integer> moved = new ArrayList<>();
            for (int column : columns) {
                if (project.expressions().get(column) instanceof Scalar.ColumnRef ref) {
                    moved.add(ref.index());
                }
            }
            return moved.size() < columns.size()
                    ? Optional.empty()
                    : Optional.of(project.withInputs(List.of(over(project.input(), moved, keys))));
        }
        if (plan instanceof Operator.Filter filter && !(filter.input() instanceof Operator.Scan)) {
            return Optional.of(filter.withInputs(List.of(over(filter.input(), columns, keys))));
        }
        if (plan instanceof Operator.Aggregate aggregate) {
            int groups = aggregate.groupKeys().size();
            return columns.stream().anyMatch(c -> c >= groups)
                    ? Optional.empty()
                    : Optional.of(aggregate.withInputs(List.of(over(
                            aggregate.input(),
                            columns.stream().map(aggregate.groupKeys()::get).toList(),
                            keys))));
        }
        return plan instanceof Operator.Join join ? belowJoin(join, columns, keys) : Optional.empty();
    }

    private static Optional<Operator> belowJoin(Operator.Join join, List<Integer> columns, KeySet keys) {
        int width = join.left().fields().size();
        boolean leftMay =
                switch (join.kind()) {
                    case INNER, LEFT, SEMI, ANTI -> true;
                    case RIGHT, FULL -> false;
                };
        boolean rightMay =
                switch (join.kind()) {
                    case INNER, RIGHT -> true;
                    case LEFT, FULL, SEMI, ANTI -> false;
                };
        if (leftMay && columns.stream().allMatch(c -> c < width)) {
            return Optional.of(join.withInputs(List.of(over(join.left(), columns, keys), join.right())));
        }
        if (rightMay && columns.stream().allMatch(c -> c >= width)) {
            List<Integer> moved = columns.stream().map(c -> c - width).toList();
            return Optional.of(join.withInputs(List.of(join.left(), over(join.right(), moved, keys))));
        }
        return Optional.empty();
    }
}
