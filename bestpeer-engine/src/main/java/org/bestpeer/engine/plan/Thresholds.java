package org.bestpeer.engine.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/**
 * Groups that HAVING lets pass, found in two rounds. Where a sum over k owners is beyond a bound, the part of one of them is
 * beyond a k-th of it; so owners first send the keys of such groups only, and then all their parts of these groups.
 */
final class Thresholds {
    private final DistributedPlan plan;
    private final List<KnownFragment> known;
    private final PlanRules rules;
    private final List<String> choices = new ArrayList<>();

    private Thresholds(DistributedPlan plan, List<KnownFragment> known, PlanRules rules) {
        this.plan = plan;
        this.known = new ArrayList<>(known);
        this.rules = rules;
    }

    /**
     * The fragments with such first rounds where they pay; those come last.
     *
     * @param choices is told what was chosen
     */
    static List<KnownFragment> applied(
            DistributedPlan plan, List<KnownFragment> known, PlanRules rules, List<String> choices) {
        if (!rules.has(PlanRule.THRESHOLDS)) {
            return known;
        }
        Thresholds thresholds = new Thresholds(plan, known, rules);
        thresholds.visit(plan.residual(), Set.of());
        choices.addAll(thresholds.choices);
        return thresholds.known;
    }

    /** @param droppable columns by which operators above drop the rows where they are NULL, as keys do */
    private void visit(Operator operator, Set<Integer> droppable) {
        if (operator instanceof Operator.Filter filter) {
            Scalars.conjuncts(filter.condition()).forEach(condition -> bounded(condition, filter.input(), droppable));
            visit(filter.input(), droppable);
        } else if (operator instanceof Operator.Project project) {
            visit(project.input(), below(project, droppable));
        } else if (operator instanceof Operator.Join join) {
            int width = join.left().fields().size();
            Set<Integer> left = new HashSet<>();
            Set<Integer> right = new HashSet<>();
            droppable.forEach(c -> {
                if (c < width) {
                    left.add(c);
                } else {
                    right.add(c - width);
                }
            });
            visit(join.left(), side(join, JoinKind.RIGHT, left, true));
            visit(join.right(), side(join, JoinKind.LEFT, right, false));
        } else {
            operator.inputs().forEach(input -> visit(input, Set.of()));
        }
    }

    private static Set<Integer> below(Operator.Project project, Set<Integer> columns) {
        Set<Integer> below = new HashSet<>();
        for (int column : columns) {
            if (project.expressions().get(column) instanceof Scalar.ColumnRef ref) {
                below.add(ref.index());
            }
        }
        return below;
    }

    /** @param other the kind of join that keeps only the other side's rows without partner */
    private static Set<Integer> side(Operator.Join join, JoinKind other, Set<Integer> droppable, boolean left) {
        boolean fills = join.kind() == JoinKind.FULL || join.kind() == other;
        Set<Integer> columns = fills ? new HashSet<>() : droppable;
        boolean needsPartner = join.kind() == JoinKind.INNER
                || join.kind() == JoinKind.SEMI
                || join.kind() == other
                || (!left && join.kind() == JoinKind.ANTI);
        if (needsPartner) {
            join.keys().forEach(key -> columns.add(left ? key.left() : key.right()));
        }
        return columns;
    }

    private void bounded(Scalar condition, Operator input, Set<Integer> droppable) {
        if (!(condition instanceof Scalar.Call call && call.arguments().size() == 2)) {
            return;
        }
        Scalar left = call.arguments().get(0);
        Scalar right = call.arguments().get(1);
        switch (call.function()) {
            case GREATER, GREATER_OR_EQUAL -> bounded(left, right, input, droppable);
            case LESS, LESS_OR_EQUAL -> bounded(right, left, input, droppable);
            default -> {}
        }
    }

    /** The column must not be less than the bound. */
    private void bounded(Scalar column, Scalar bound, Operator input, Set<Integer> droppable) {
        Operator below = input;
        Set<Integer> drops = droppable;
        Scalar at = column;
        while (below instanceof Operator.Project project && at instanceof Scalar.ColumnRef ref) {
            at = project.expressions().get(ref.index());
            drops = below(project, drops);
            below = project.input();
        }
        if (at instanceof Scalar.ColumnRef ref
                && bound instanceof Scalar.Literal literal
                && below instanceof Operator.Aggregate whole
                && whole.input() instanceof Operator.Receive receive) {
            parts(whole, ref.index(), receive, drops)
                    .ifPresent(parts -> share(parts, literal).ifPresent(share -> inTwoRounds(parts, share)));
        }
    }

    /**
     * What owners have computed of groups, each at most one part of a group.
     *
     * @param column the part of the sum
     * @param keys the groups' keys that are never NULL, or of which NULL is not needed
     */
    private record Parts(KnownFragment fragment, int column, List<Integer> keys) {
        DataType type() {
            return fragment.fragment().plan().fields().get(column).type();
        }

        int owners() {
            return fragment.fragment().sites().size();
        }
    }

    private Optional<Parts> parts(
            Operator.Aggregate whole, int column, Operator.Receive receive, Set<Integer> droppable) {
        KnownFragment fragment = known.get(receive.exchange());
        int groups = whole.groupKeys().size();
        boolean aggregated = fragment.fragment().plan() instanceof Operator.Aggregate parts
                && parts.groupKeys().size() == groups
                && whole.groupKeys().equals(IntStream.range(0, groups).boxed().toList());
        if (!aggregated || column < groups || isReadElsewhere(receive)) {
            return Optional.empty();
        }
        AggregateCall call = whole.calls().get(column - groups);
        boolean sums = call.function() == AggregateFunction.SUM || call.function() == AggregateFunction.SUM0;
        Set<Integer> keys = new TreeSet<>(droppable);
        keys.addAll(fragment.columns().notNull());
        keys.removeIf(key -> key >= groups);
        return sums && call.filter().isEmpty() && !keys.isEmpty()
                ? Optional.of(new Parts(fragment, call.arguments().get(0), List.copyOf(keys)))
                : Optional.empty();
    }

    private boolean isReadElsewhere(Operator.Receive receive) {
        int exchange = receive.exchange();
        long reads = Operators.receives(plan.residual()).stream()
                .filter(r -> r.exchange() == exchange)
                .count();
        return reads > 1 || known.stream().anyMatch(f -> f.fragment().needs().contains(exchange));
    }

    /** The largest of k numbers is not less than a k-th of their sum. Not so for doubles, whose sums are rounded. */
    private static Optional<Scalar> share(Parts parts, Scalar.Literal bound) {
        Object value = bound.value();
        if (!(value instanceof BigDecimal || value instanceof Long || value instanceof Integer)) {
            return Optional.empty();
        }
        int scale = parts.type().kind() == TypeKind.DECIMAL ? parts.type().scale() : 0;
        BigDecimal share =
                new BigDecimal(value.toString()).divide(BigDecimal.valueOf(parts.owners()), scale, RoundingMode.FLOOR);
        if (share.signum() <= 0) {
            return Optional.empty();
        }
        return switch (parts.type().kind()) {
            case DECIMAL -> Optional.of(new Scalar.Literal(share, parts.type()));
            case BIGINT -> Optional.of(new Scalar.Literal(share.longValue(), parts.type()));
            default -> Optional.empty();
        };
    }

    private void inTwoRounds(Parts parts, Scalar share) {
        Fragment whole = parts.fragment().fragment();
        Scalar condition = Scalars.call(
                ScalarFunction.GREATER_OR_EQUAL,
                DataType.BOOLEAN,
                new Scalar.ColumnRef(parts.column(), parts.type()),
                share);
        Operator first = Operators.select(new Operator.Filter(whole.plan(), condition), parts.keys());
        Estimate chosen = Estimator.filtered(parts.fragment().estimate(), List.of(condition));
        double groups = chosen.rows();
        double keyBytes = groups * Widths.of(first.fields());
        double rows = Math.min(whole.estimatedRows(), groups * parts.owners());
        double bytes = rows * Widths.of(whole.plan().fields());
        CostParameters prices = rules.cost();
        double cost = prices.ofBytes(keyBytes * (1 + parts.owners()) + bytes) + prices.ofRound(parts.owners());
        boolean pays = cost < prices.ofBytes(whole.estimatedBytes());
        if (!pays
                || !rules.mayTravel(
                        whole.plan(), whole.sites().keySet(), whole.sites().keySet())) {
            return;
        }
        int id = known.size();
        List<Integer> sent = IntStream.range(0, parts.keys().size()).boxed().toList();
        Reduction reduction = new Reduction(id, sent, parts.keys(), Map.of(), keyBytes * parts.owners());
        Operator second = KeyFilters.over(whole.plan(), parts.keys(), new KeySet.Sent(id, sent));
        known.set(
                whole.id(),
                new KnownFragment(
                        new Fragment(whole.id(), second, whole.sites(), rows, bytes, List.of(reduction)),
                        parts.fragment().estimate().withRows(rows),
                        parts.fragment().columns()));
        known.add(new KnownFragment(
                new Fragment(id, first, whole.sites(), groups, keyBytes, List.of()),
                new Estimate(
                        groups, parts.keys().stream().map(chosen.columns()::get).toList()),
                PartColumns.NONE));
        choices.add(String.format(
                Locale.ROOT,
                "two rounds: fragment %d gets keys of fragment %d, the groups of which an owner has 1/%d of what HAVING"
                        + " asks for: about %.0f bytes of rows (cost %.2g s) instead of %.0f (cost %.2g s)",
                whole.id(),
                id,
                parts.owners(),
                Math.ceil(bytes),
                cost,
                Math.ceil(whole.estimatedBytes()),
                prices.ofBytes(whole.estimatedBytes())));
    }
}
