package org.bestpeer.engine.algebra;

import java.util.List;
import java.util.OptionalInt;
import org.bestpeer.engine.type.Field;

/**
 * An aggregate function over columns of the input.
 *
 * @param function which
 * @param distinct whether equal argument values count once
 * @param arguments input columns
 * @param filter BOOLEAN input column; only rows where it is TRUE count
 * @param output name and type of the result
 */
public record AggregateCall(
        AggregateFunction function, boolean distinct, List<Integer> arguments, OptionalInt filter, Field output) {
    public AggregateCall {
        arguments = List.copyOf(arguments);
    }
}
