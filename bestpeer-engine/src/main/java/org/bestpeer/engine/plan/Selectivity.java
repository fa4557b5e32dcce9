package org.bestpeer.engine.plan;

import java.util.List;
import java.util.OptionalDouble;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.jspecify.annotations.Nullable;

/** Guesses for which share of rows a condition is TRUE. */
final class Selectivity {
    private static final double RANGE = 1.0 / 3;
    private static final double PATTERN = 0.1;
    private static final double UNKNOWN = 0.25;

    private Selectivity() {}

    static double of(Scalar condition, Estimate input) {
        if (condition instanceof Scalar.Literal literal) {
            return Boolean.TRUE.equals(literal.value()) ? 1 : 0;
        }
        if (!(condition instanceof Scalar.Call call)) {
            return UNKNOWN;
        }
        List<Scalar> arguments = call.arguments();
        return switch (call.function()) {
            case AND -> arguments.stream().mapToDouble(a -> of(a, input)).reduce(1, (a, b) -> a * b);
            case OR -> 1 - arguments.stream().mapToDouble(a -> 1 - of(a, input)).reduce(1, (a, b) -> a * b);
            case NOT -> 1 - of(arguments.get(0), input);
            case EQUAL -> equal(arguments.get(0), arguments.get(1), input);
            case NOT_EQUAL -> 1 - equal(arguments.get(0), arguments.get(1), input);
            case IN -> Math.min(1, (arguments.size() - 1) * equal(arguments.get(0), arguments.get(1), input));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> range(call, input);
            case LIKE, SIMILAR_TO -> PATTERN;
            case IS_NULL ->
                arguments.get(0) instanceof Scalar.ColumnRef column
                        ? input.columns().get(column.index()).nullFraction()
                        : PATTERN;
            case IS_NOT_NULL ->
                arguments.get(0) instanceof Scalar.ColumnRef column
                        ? 1 - input.columns().get(column.index()).nullFraction()
                        : 1 - PATTERN;
            default -> UNKNOWN;
        };
    }

    private static double equal(Scalar left, Scalar right, Estimate input) {
        double distinct = Math.max(distinct(left, input), distinct(right, input));
        return distinct > 0 ? 1 / distinct : PATTERN;
    }

    private static double distinct(Scalar side, Estimate input) {
        return side instanceof Scalar.ColumnRef column ? input.distinct(column.index()) : 0;
    }

    private static double range(Scalar.Call call, Estimate input) {
        Scalar left = call.arguments().get(0);
        Scalar right = call.arguments().get(1);
        boolean below = call.function() == ScalarFunction.LESS || call.function() == ScalarFunction.LESS_OR_EQUAL;
        if (left instanceof Scalar.ColumnRef column && right instanceof Scalar.Literal bound) {
            return shareBelow(input.columns().get(column.index()), bound.value(), below);
        }
        if (right instanceof Scalar.ColumnRef column && left instanceof Scalar.Literal bound) {
            return shareBelow(input.columns().get(column.index()), bound.value(), !below);
        }
        return RANGE;
    }

    private static double shareBelow(ColumnStatistics column, @Nullable Object bound, boolean below) {
        OptionalDouble low = position(column.min());
        OptionalDouble high = position(column.max());
        OptionalDouble at = position(bound);
        if (low.isEmpty() || high.isEmpty() || at.isEmpty() || low.getAsDouble() >= high.getAsDouble()) {
            return RANGE;
        }
        double share = (at.getAsDouble() - low.getAsDouble()) / (high.getAsDouble() - low.getAsDouble());
        double inside = Math.min(1, Math.max(0, share));
        return Math.max(0.0001, below ? inside : 1 - inside);
    }

    private static OptionalDouble position(@Nullable Object value) {
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }
}
