package org.bestpeer.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.JointHistogram;
import org.jspecify.annotations.Nullable;

/** Guesses for which share of rows a condition is TRUE. */
final class Selectivity {
    private static final double RANGE = 1.0 / 3;
    private static final double PATTERN = 0.1;
    private static final double UNKNOWN = 0.25;
    /** Statistics may be old: nothing is thought to be quite empty. */
    private static final double SMALLEST = 0.0001;

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
            case AND -> all(arguments, input);
            case OR -> 1 - arguments.stream().mapToDouble(a -> 1 - of(a, input)).reduce(1, (a, b) -> a * b);
            case NOT -> 1 - of(arguments.get(0), input);
            case EQUAL -> equal(arguments.get(0), arguments.get(1), input);
            case NOT_EQUAL -> 1 - equal(arguments.get(0), arguments.get(1), input);
            case IN ->
                Math.min(
                        1,
                        arguments.stream()
                                .skip(1)
                                .mapToDouble(value -> equal(arguments.get(0), value, input))
                                .sum());
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                comparison(call, input).isPresent() ? all(List.of(call), input) : RANGE;
            case LIKE -> like(call, input);
            case SIMILAR_TO -> PATTERN;
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

    static double all(List<Scalar> conditions, Estimate input) {
        return all(conditions, input, List.of());
    }

    /**
     * Of a conjunction. Bounds of one column make one interval; what else is asked is taken to be independent.
     *
     * @param joints columns that are not, those that depend on each other most first
     */
    static double all(List<Scalar> conditions, Estimate input, List<Joint> joints) {
        Map<Integer, Interval> intervals = new LinkedHashMap<>();
        double share = 1;
        for (Scalar condition : conditions) {
            Optional<Comparison> comparison = comparison(condition, input)
                    .or(() -> equality(condition, input).filter(found -> joints.stream()
                            .anyMatch(j -> j.first() == found.column() || j.second() == found.column())));
            if (comparison.isPresent()) {
                intervals.merge(comparison.get().column(), comparison.get().interval(), Interval::intersection);
            } else {
                share *= of(condition, input);
            }
        }
        for (Joint joint : joints) {
            Interval first = intervals.get(joint.first());
            Interval second = intervals.get(joint.second());
            if (first != null && second != null) {
                share *= Math.max(SMALLEST, joint.histogram().share(first.span(), second.span()));
                share *= present(joint.first(), input) * present(joint.second(), input);
                intervals.remove(joint.first());
                intervals.remove(joint.second());
            }
        }
        for (Map.Entry<Integer, Interval> interval : intervals.entrySet()) {
            share *= interval.getValue().share() * present(interval.getKey(), input);
        }
        return share;
    }

    private static double present(int column, Estimate input) {
        return 1 - input.columns().get(column).nullFraction();
    }

    /** A column that must have a value, if it is known how many rows do. */
    private static Optional<Comparison> equality(Scalar condition, Estimate input) {
        if (!(condition instanceof Scalar.Call call && call.function() == ScalarFunction.EQUAL)) {
            return Optional.empty();
        }
        boolean turned = call.arguments().get(0) instanceof Scalar.Literal;
        Scalar left = call.arguments().get(turned ? 1 : 0);
        Scalar right = call.arguments().get(turned ? 0 : 1);
        if (!(left instanceof Scalar.ColumnRef column && right instanceof Scalar.Literal literal)) {
            return Optional.empty();
        }
        Histogram histogram = input.columns().get(column.index()).histogram(1);
        Object value = literal.value();
        if (value == null || histogram.isEmpty() || !histogram.knows(value) || histogram.rowsEqual(value) == 0) {
            return Optional.empty();
        }
        double below = histogram.rowsBelow(value) / histogram.rows();
        double equal = histogram.rowsEqual(value) / histogram.rows();
        return Optional.of(new Comparison(column.index(), new Interval(below, Math.min(1, below + equal))));
    }

    /** Whether a condition compares a column with a value of which it is known where among the column's it lies. */
    static boolean isKnown(Scalar condition, Estimate input) {
        return comparison(condition, input).isPresent();
    }

    private static double equal(Scalar left, Scalar right, Estimate input) {
        if (left instanceof Scalar.ColumnRef column && left.equals(right)) {
            return 1 - input.columns().get(column.index()).nullFraction();
        }
        double distinct = Math.max(distinct(left, input), distinct(right, input));
        double even = distinct > 0 ? 1 / distinct : PATTERN;
        if (!(left instanceof Scalar.ColumnRef column && right instanceof Scalar.Literal literal)) {
            return right instanceof Scalar.ColumnRef && left instanceof Scalar.Literal
                    ? equal(right, left, input)
                    : even;
        }
        ColumnStatistics known = input.columns().get(column.index());
        Object value = literal.value();
        if (value == null || known.histogram().isEmpty() || !known.histogram().knows(value)) {
            return even;
        }
        double share = known.histogram().rowsEqual(value) / known.histogram().rows();
        return share > 0 ? share * (1 - known.nullFraction()) : Math.min(even, SMALLEST);
    }

    /** Texts are looked for that are in few rows; of a text that values begin with it can be known where they lie. */
    private static double like(Scalar.Call call, Estimate input) {
        Optional<LikePrefix> prefix = LikePrefix.of(call);
        int segments = prefix.map(LikePrefix::segments).orElse(1);
        return prefix.flatMap(p -> beginning(p, input))
                .map(share -> share * Math.pow(PATTERN, segments - 1))
                .orElse(Math.pow(PATTERN, segments));
    }

    private static Optional<Double> beginning(LikePrefix like, Estimate input) {
        ColumnStatistics column = input.columns().get(like.column().index());
        Histogram histogram = column.histogram(1);
        Optional<String> beyond = like.beyond();
        if (beyond.isEmpty() || histogram.isEmpty() || !histogram.knows(like.prefix())) {
            return Optional.empty();
        }
        // Texts begin with words: where one does, many do.
        double rows = Math.max(
                histogram.rowsBelow(beyond.get()) - histogram.rowsBelow(like.prefix()),
                histogram.rowsAround(like.prefix()) * PATTERN);
        return Optional.of(Math.max(SMALLEST, rows / histogram.rows()) * (1 - column.nullFraction()));
    }

    private static double distinct(Scalar side, Estimate input) {
        return side instanceof Scalar.ColumnRef column ? input.distinct(column.index()) : 0;
    }

    /** A column's values between two bounds, as shares of its values that lie below them. */
    private record Interval(double from, double to) {
        Interval intersection(Interval other) {
            return new Interval(Math.max(from, other.from), Math.min(to, other.to));
        }

        double share() {
            return Math.max(SMALLEST, to - from);
        }

        JointHistogram.Span span() {
            return new JointHistogram.Span(from, Math.max(from, to));
        }
    }

    private record Comparison(int column, Interval interval) {}

    /** A comparison of a column with a value, if it is known where among the column's values that lies. */
    private static Optional<Comparison> comparison(Scalar condition, Estimate input) {
        if (!(condition instanceof Scalar.Call call) || call.arguments().size() != 2) {
            return Optional.empty();
        }
        Scalar left = call.arguments().get(0);
        Scalar right = call.arguments().get(1);
        boolean less = call.function() == ScalarFunction.LESS || call.function() == ScalarFunction.LESS_OR_EQUAL;
        boolean greater =
                call.function() == ScalarFunction.GREATER || call.function() == ScalarFunction.GREATER_OR_EQUAL;
        boolean orEqual =
                call.function() == ScalarFunction.LESS_OR_EQUAL || call.function() == ScalarFunction.GREATER_OR_EQUAL;
        if (!less && !greater) {
            return Optional.empty();
        }
        if (left instanceof Scalar.ColumnRef column && right instanceof Scalar.Literal bound) {
            return interval(input.columns().get(column.index()), bound.value(), less, orEqual)
                    .map(interval -> new Comparison(column.index(), interval));
        }
        if (right instanceof Scalar.ColumnRef column && left instanceof Scalar.Literal bound) {
            return interval(input.columns().get(column.index()), bound.value(), greater, orEqual)
                    .map(interval -> new Comparison(column.index(), interval));
        }
        return Optional.empty();
    }

    private static Optional<Interval> interval(
            ColumnStatistics column, @Nullable Object bound, boolean below, boolean orEqual) {
        Histogram histogram = column.histogram(1);
        if (bound == null || histogram.isEmpty() || !histogram.knows(bound)) {
            return Optional.empty();
        }
        double rows = histogram.rows();
        double before = histogram.rowsBelow(bound) / rows;
        // x <= v lets through what x < v does, and the rows with v; x >= v all that x < v does not.
        double cut = below == orEqual ? Math.min(1, before + histogram.rowsEqual(bound) / rows) : before;
        return Optional.of(below ? new Interval(0, cut) : new Interval(cut, 1));
    }
}
