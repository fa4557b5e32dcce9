package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;

/**
 * The first groups of a residual plan: a sort with a limit over an aggregate.
 *
 * @param aggregate makes the groups
 * @param keys of the sort, by the aggregate's columns
 * @param rows how many groups there may be, the skipped ones among them; a BIGINT
 */
record FirstGroups(Operator.Aggregate aggregate, List<SortKey> keys, Scalar.Literal rows) {
    static Optional<FirstGroups> of(Operator residual) {
        Operator at = residual;
        while (at instanceof Operator.Project project) {
            at = project.input();
        }
        if (!(at instanceof Operator.Sort sort)) {
            return Optional.empty();
        }
        Optional<Scalar.Literal> rows = PlanCutter.firstRows(sort);
        List<SortKey> keys = sort.keys();
        at = sort.input();
        while (at instanceof Operator.Project project) {
            List<SortKey> below = new ArrayList<>();
            for (SortKey key : keys) {
                if (project.expressions().get(key.column()) instanceof Scalar.ColumnRef ref) {
                    below.add(key.withColumn(ref.index()));
                }
            }
            if (below.size() < keys.size()) {
                return Optional.empty();
            }
            keys = below;
            at = project.input();
        }
        List<SortKey> ofGroups = keys;
        return at instanceof Operator.Aggregate aggregate
                ? rows.map(count -> new FirstGroups(aggregate, ofGroups, count))
                : Optional.empty();
    }

    double limit() {
        return rows.value() instanceof Number number ? number.doubleValue() : Double.POSITIVE_INFINITY;
    }

    /** Whether every row that is grouped comes of one row of the exchange, and goes if that row does. */
    boolean isMadeOf(int exchange) {
        return isMadeOf(aggregate.input(), exchange);
    }

    private static boolean isMadeOf(Operator operator, int exchange) {
        if (operator instanceof Operator.Receive receive) {
            return receive.exchange() == exchange;
        }
        if (operator instanceof Operator.Project || operator instanceof Operator.Filter) {
            return isMadeOf(operator.inputs().get(0), exchange);
        }
        return operator instanceof Operator.Join join
                && switch (join.kind()) {
                    case INNER -> isMadeOf(join.left(), exchange) || isMadeOf(join.right(), exchange);
                    case LEFT, SEMI, ANTI -> isMadeOf(join.left(), exchange);
                    case RIGHT -> isMadeOf(join.right(), exchange);
                    case FULL -> false;
                };
    }

    /** The group key that is this column of the exchange. */
    OptionalInt groupOf(int exchange, int column) {
        for (int i = 0; i < aggregate.groupKeys().size(); i++) {
            if (isColumn(aggregate.input(), aggregate.groupKeys().get(i), exchange, column)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isColumn(Operator operator, int at, int exchange, int column) {
        if (operator instanceof Operator.Receive receive) {
            return receive.exchange() == exchange && at == column;
        }
        if (operator instanceof Operator.Project project) {
            return project.expressions().get(at) instanceof Scalar.ColumnRef ref
                    && isColumn(project.input(), ref.index(), exchange, column);
        }
        if (operator instanceof Operator.Filter filter) {
            return isColumn(filter.input(), at, exchange, column);
        }
        if (operator instanceof Operator.Join join) {
            int width = join.left().fields().size();
            return at < width
                    ? isColumn(join.left(), at, exchange, column)
                    : isColumn(join.right(), at - width, exchange, column);
        }
        return false;
    }

    /** The group keys that are computed from columns of the exchange alone. */
    Set<Integer> groupsOf(int exchange) {
        Set<Integer> groups = new HashSet<>();
        for (int i = 0; i < aggregate.groupKeys().size(); i++) {
            if (isOf(aggregate.input(), aggregate.groupKeys().get(i), exchange)) {
                groups.add(i);
            }
        }
        return groups;
    }

    private static boolean isOf(Operator operator, int at, int exchange) {
        if (operator instanceof Operator.Receive receive) {
            return receive.exchange() == exchange;
        }
        if (operator instanceof Operator.Project project) {
            return Scalars.columns(project.expressions().get(at)).stream()
                    .allMatch(column -> isOf(project.input(), column, exchange));
        }
        if (operator instanceof Operator.Filter filter) {
            return isOf(filter.input(), at, exchange);
        }
        if (operator instanceof Operator.Join join) {
            int width = join.left().fields().size();
            return at < width ? isOf(join.left(), at, exchange) : isOf(join.right(), at - width, exchange);
        }
        return false;
    }

    /**
     * The first groups by fewer keys.
     *
     * @param kept the group keys that are left, in order
     * @param input what is grouped
     * @return groups, then aggregates; empty if it is sorted by another key
     */
    Optional<Operator> by(List<Integer> kept, Operator input) {
        int groups = aggregate.groupKeys().size();
        List<SortKey> order = new ArrayList<>();
        for (SortKey key : keys) {
            int column = key.column() < groups ? kept.indexOf(key.column()) : key.column() - groups + kept.size();
            if (column < 0) {
                return Optional.empty();
            }
            order.add(key.withColumn(column));
        }
        Operator grouped = new Operator.Aggregate(
                input, kept.stream().map(aggregate.groupKeys()::get).toList(), aggregate.calls());
        return Optional.of(new Operator.Sort(grouped, order, Optional.empty(), Optional.of(rows)));
    }
}
