package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.placement.ColumnStatistics;

/** What is left of a column's values where a condition on the column alone holds. */
final class Narrowing {
    private Narrowing() {}

    static List<ColumnStatistics> of(List<Scalar> conditions, Estimate input) {
        List<ColumnStatistics> columns = new ArrayList<>(input.columns());
        for (Scalar condition : conditions) {
            Set<Integer> read = Scalars.columns(condition);
            if (read.size() == 1) {
                int column = read.iterator().next();
                narrowed(condition, columns.get(column), input).ifPresent(left -> columns.set(column, left));
            }
        }
        return columns;
    }

    private static Optional<ColumnStatistics> narrowed(Scalar condition, ColumnStatistics column, Estimate input) {
        Set<Object> values = new HashSet<>();
        if (listed(condition, values)) {
            return Optional.of(
                    new ColumnStatistics(null, null, Math.min(column.distinct(), Math.max(1, values.size())), 0));
        }
        return Selectivity.isKnown(condition, input)
                ? Optional.of(new ColumnStatistics(
                        column.min(),
                        column.max(),
                        Math.max(1, column.distinct() * Selectivity.of(condition, input)),
                        0,
                        column.histogram()))
                : Optional.empty();
    }

    /** Whether a condition lists the values that a column may have; adds them. */
    private static boolean listed(Scalar condition, Set<Object> values) {
        if (!(condition instanceof Scalar.Call call)) {
            return false;
        }
        return switch (call.function()) {
            case OR -> call.arguments().stream().allMatch(branch -> listed(branch, values));
            case EQUAL, IN -> literals(call, values);
            default -> false;
        };
    }

    private static boolean literals(Scalar.Call call, Set<Object> values) {
        List<Scalar> others = new ArrayList<>(call.arguments());
        boolean ofColumn = others.removeIf(Scalar.ColumnRef.class::isInstance)
                && others.size() == call.arguments().size() - 1
                && others.stream().allMatch(Scalar.Literal.class::isInstance);
        if (ofColumn) {
            others.forEach(
                    o -> Optional.ofNullable(((Scalar.Literal) o).value()).ifPresent(values::add));
        }
        return ofColumn;
    }
}
