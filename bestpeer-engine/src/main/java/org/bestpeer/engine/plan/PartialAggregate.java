package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;

/** An aggregate done in two steps: by each owner over its own rows, then here over what the owners found. */
final class PartialAggregate {
    private final Operator.Aggregate whole;
    private final int keys;
    private final List<AggregateCall> partial = new ArrayList<>();
    private final List<AggregateCall> combined = new ArrayList<>();
    private final List<Scalar> outputs = new ArrayList<>();
    private final boolean distinct;

    private PartialAggregate(Operator.Aggregate whole, boolean distinct) {
        this.whole = whole;
        this.keys = whole.groupKeys().size();
        this.distinct = distinct;
        List<Field> fields = whole.fields();
        for (int i = 0; i < keys; i++) {
            outputs.add(new Scalar.ColumnRef(i, fields.get(i).type()));
        }
        if (!distinct) {
            whole.calls().forEach(this::split);
        }
    }

    /** The two steps; empty if the aggregate cannot be divided. */
    static Optional<PartialAggregate> of(Operator.Aggregate whole) {
        if (isDistinctOfOneArgument(whole)) {
            return Optional.of(new PartialAggregate(whole, true));
        }
        boolean divisible = whole.calls().stream().allMatch(c -> !c.distinct() && isDivisible(c.function()));
        return divisible ? Optional.of(new PartialAggregate(whole, false)) : Optional.empty();
    }

    private static boolean isDivisible(AggregateFunction function) {
        return switch (function) {
            case COUNT, SUM, SUM0, MIN, MAX, AVG, ANY_VALUE -> true;
            case SINGLE_VALUE, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP, LISTAGG -> false;
        };
    }

    private static boolean isDistinctOfOneArgument(Operator.Aggregate whole) {
        return !whole.calls().isEmpty()
                && whole.calls().stream()
                        .allMatch(c -> c.distinct()
                                && c.order().isEmpty()
                                && c.filter().isEmpty()
                                && c.arguments().size() == 1)
                && whole.calls().stream()
                                .map(AggregateCall::arguments)
                                .distinct()
                                .count()
                        == 1;
    }

    /** What an owner runs over its rows. */
    Operator atOwner(Operator input) {
        if (!distinct) {
            return new Operator.Aggregate(input, whole.groupKeys(), partial);
        }
        List<Integer> all = new ArrayList<>(whole.groupKeys());
        all.add(whole.calls().get(0).arguments().get(0));
        return new Operator.Aggregate(input, all, List.of());
    }

    /** What runs here over the rows of all owners. */
    Operator here(Operator received) {
        List<Integer> groups = IntStream.range(0, keys).boxed().toList();
        if (!distinct) {
            return Operators.project(
                    new Operator.Aggregate(received, groups, combined),
                    outputs,
                    whole.fields().stream().map(Field::name).toList());
        }
        List<AggregateCall> calls = whole.calls().stream()
                .map(c -> new AggregateCall(c.function(), true, List.of(keys), OptionalInt.empty(), c.output()))
                .toList();
        return new Operator.Aggregate(received, groups, calls);
    }

    private void split(AggregateCall call) {
        switch (call.function()) {
            case COUNT ->
                outputs.add(combine(call, call.function(), call.output().type(), AggregateFunction.SUM0));
            case AVG -> outputs.add(average(call));
            default -> outputs.add(combine(call, call.function(), call.output().type(), call.function()));
        }
    }

    private Scalar average(AggregateCall call) {
        DataType argument = whole.input().fields().get(call.arguments().get(0)).type();
        DataType result = call.output().type();
        Scalar sum = combine(call, AggregateFunction.SUM, Decimals.sum(argument), AggregateFunction.SUM);
        Scalar count = combine(call, AggregateFunction.COUNT, DataType.BIGINT, AggregateFunction.SUM0);
        // Without values the sum is NULL and so is the average; the count must not divide it by zero first.
        Scalar divisor =
                Scalars.call(ScalarFunction.NULLIF, DataType.BIGINT, count, new Scalar.Literal(0L, DataType.BIGINT));
        if (result.kind() == TypeKind.DOUBLE) {
            return Scalars.call(
                    ScalarFunction.DIVIDE, result, Scalars.cast(sum, result), Scalars.cast(divisor, result));
        }
        return Scalars.call(
                ScalarFunction.DIVIDE,
                result,
                Scalars.cast(sum, Decimals.asDecimal(sum.type())),
                Scalars.cast(divisor, Decimals.asDecimal(DataType.BIGINT)));
    }

    /** The column of the combined result; equal parts are computed once. */
    private Scalar combine(
            AggregateCall call, AggregateFunction atOwner, DataType type, AggregateFunction combination) {
        String name = call.output().name();
        for (int i = 0; i < partial.size(); i++) {
            AggregateCall known = partial.get(i);
            if (known.function() == atOwner
                    && known.arguments().equals(call.arguments())
                    && known.filter().equals(call.filter())
                    && combined.get(i).function() == combination) {
                return new Scalar.ColumnRef(keys + i, type);
            }
        }
        int index = keys + partial.size();
        partial.add(new AggregateCall(atOwner, false, call.arguments(), call.filter(), new Field(name, type)));
        combined.add(new AggregateCall(combination, false, List.of(index), OptionalInt.empty(), new Field(name, type)));
        return new Scalar.ColumnRef(index, type);
    }
}
