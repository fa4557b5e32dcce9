package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;

/** What follows from conditions, so that it can be applied earlier or used as a join key. */
final class Conditions {
    private Conditions() {}

    /** The same conditions with what is common to all branches of an OR taken out of it. */
    static List<Scalar> factored(List<Scalar> conditions) {
        Set<Scalar> result = new LinkedHashSet<>();
        for (Scalar condition : conditions) {
            result.addAll(factor(condition));
        }
        return List.copyOf(result);
    }

    private static List<Scalar> factor(Scalar condition) {
        List<Scalar> branches = Scalars.disjuncts(condition);
        if (branches.size() < 2) {
            return List.of(condition);
        }
        Set<Scalar> common = new LinkedHashSet<>(Scalars.conjuncts(branches.get(0)));
        branches.forEach(branch -> common.retainAll(Scalars.conjuncts(branch)));
        if (common.isEmpty()) {
            return List.of(condition);
        }
        List<Scalar> result = new ArrayList<>(common);
        List<Scalar> rest = new ArrayList<>();
        for (Scalar branch : branches) {
            Optional<Scalar> remaining = Scalars.and(Scalars.conjuncts(branch).stream()
                    .filter(c -> !common.contains(c))
                    .toList());
            if (remaining.isEmpty()) {
                return result;
            }
            rest.add(remaining.get());
        }
        Scalars.or(rest).ifPresent(result::add);
        return result;
    }

    /** For an OR whose every branch says something about the same input alone: what it says about that input. */
    static List<Scalar> impliedPerLeaf(Scalar condition, IntUnaryOperator leafOf) {
        List<Scalar> branches = Scalars.disjuncts(condition);
        Set<Integer> leaves = leaves(condition, leafOf);
        if (branches.size() < 2 || leaves.size() < 2) {
            return List.of();
        }
        List<Scalar> implied = new ArrayList<>();
        for (int leaf : leaves) {
            List<Scalar> parts = new ArrayList<>();
            for (Scalar branch : branches) {
                Scalars.and(Scalars.conjuncts(branch).stream()
                                .filter(c -> leaves(c, leafOf).equals(Set.of(leaf)))
                                .toList())
                        .ifPresent(parts::add);
            }
            if (parts.size() == branches.size()) {
                Scalars.or(parts).ifPresent(implied::add);
            }
        }
        return implied;
    }

    static Set<Integer> leaves(Scalar condition, IntUnaryOperator leafOf) {
        return Scalars.columns(condition).stream().map(leafOf::applyAsInt).collect(Collectors.toSet());
    }

    /** Comparisons with constants, carried over equalities between columns. */
    static List<Scalar> transitive(List<Scalar> conditions) {
        Set<Scalar> all = new LinkedHashSet<>(conditions);
        List<Scalar.ColumnRef[]> equalities = new ArrayList<>();
        for (Scalar condition : conditions) {
            equality(condition).ifPresent(equalities::add);
        }
        boolean grown = !equalities.isEmpty();
        while (grown) {
            grown = false;
            for (Scalar condition : List.copyOf(all)) {
                for (Scalar.ColumnRef[] pair : equalities) {
                    grown |= carried(condition, pair[0], pair[1]).map(all::add).orElse(false);
                    grown |= carried(condition, pair[1], pair[0]).map(all::add).orElse(false);
                }
            }
        }
        return List.copyOf(all);
    }

    private static Optional<Scalar.ColumnRef[]> equality(Scalar condition) {
        if (Scalars.isCall(condition, ScalarFunction.EQUAL)) {
            List<Scalar> sides = ((Scalar.Call) condition).arguments();
            if (sides.get(0) instanceof Scalar.ColumnRef a
                    && sides.get(1) instanceof Scalar.ColumnRef b
                    && Scalars.isSameValue(a.type(), b.type())) {
                return Optional.of(new Scalar.ColumnRef[] {a, b});
            }
        }
        return Optional.empty();
    }

    private static Optional<Scalar> carried(Scalar condition, Scalar.ColumnRef from, Scalar.ColumnRef to) {
        if (!(condition instanceof Scalar.Call call) || !isComparison(call.function())) {
            return Optional.empty();
        }
        List<Scalar> rest =
                call.arguments().stream().filter(a -> !a.equals(from)).toList();
        if (rest.size() != call.arguments().size() - 1 || !rest.stream().allMatch(Scalars::isConstant)) {
            return Optional.empty();
        }
        List<Scalar> arguments =
                call.arguments().stream().map(a -> a.equals(from) ? to : a).toList();
        return Optional.of(new Scalar.Call(call.function(), arguments, DataType.BOOLEAN));
    }

    static boolean isComparison(ScalarFunction function) {
        return switch (function) {
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN -> true;
            default -> false;
        };
    }
}
