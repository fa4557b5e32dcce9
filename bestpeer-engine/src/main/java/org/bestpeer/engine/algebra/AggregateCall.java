package org.bestpeer.engine.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.bestpeer.engine.type.Field;

/**
 * An aggregate function over columns of the input.
 *
 * @param function which
 * @param distinct whether equal argument values count once
 * @param arguments input columns
 * @param filter BOOLEAN input column; only rows where it is TRUE count
 * @param order in which LISTAGG takes the rows; without meaning for the others
 * @param output name and type of the result
 */
public record AggregateCall(
        AggregateFunction function,
        boolean distinct,
        List<Integer> arguments,
        OptionalInt filter,
        List<SortKey> order,
        Field output) {
    public AggregateCall {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
    }

    /** A call to which the order of rows does not matter. */
    public AggregateCall(
            AggregateFunction function, boolean distinct, List<Integer> arguments, OptionalInt filter, Field output) {
        this(function, distinct, arguments, filter, List.of(), output);
    }

    /** The same call over an input whose columns have other numbers. */
    public AggregateCall withColumns(IntUnaryOperator position) {
        return new AggregateCall(
                function,
                distinct,
                arguments.stream().map(position::applyAsInt).toList(),
                filter.isPresent() ? OptionalInt.of(position.applyAsInt(filter.getAsInt())) : filter,
                order.stream()
                        .map(key -> key.withColumn(position.applyAsInt(key.column())))
                        .toList(),
                output);
    }

    /** All input columns that it reads. */
    public List<Integer> columns() {
        List<Integer> columns = new ArrayList<>(arguments);
        filter.ifPresent(columns::add);
        order.forEach(key -> columns.add(key.column()));
        return columns;
    }
}
