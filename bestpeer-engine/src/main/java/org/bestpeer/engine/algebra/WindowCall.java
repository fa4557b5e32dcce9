package org.bestpeer.engine.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.bestpeer.engine.type.Field;

/**
 * A window function over columns of the input.
 *
 * @param function which
 * @param arguments input columns
 * @param ignoreNulls whether LAG, LEAD and the functions of a value of the frame pass over NULLs
 * @param frame rows that it sees; without meaning for functions of the whole partition
 * @param output name and type of the result
 */
public record WindowCall(
        WindowFunction function, List<Integer> arguments, boolean ignoreNulls, WindowFrame frame, Field output) {
    public WindowCall {
        arguments = List.copyOf(arguments);
    }

    /** The same call over an input whose columns have other numbers. */
    public WindowCall withColumns(IntUnaryOperator position) {
        return new WindowCall(
                function,
                arguments.stream().map(position::applyAsInt).toList(),
                ignoreNulls,
                frame.withColumns(position),
                output);
    }

    /** The same call with the constant offsets of its frame replaced by what the function makes of them. */
    public WindowCall withOffsets(UnaryOperator<Scalar> step) {
        return new WindowCall(function, arguments, ignoreNulls, frame.withOffsets(step), output);
    }

    /** All input columns that it reads. */
    public List<Integer> columns() {
        List<Integer> columns = new ArrayList<>(arguments);
        columns.addAll(frame.columns());
        return columns;
    }
}
