package org.bestpeer.engine.exec.scalar;

import java.util.List;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** A function of present values, one row at a time. */
interface RowFunction {
    /** The value in the Java class of the result type. */
    Object apply(Object[] arguments);

    /** The function over vectors: a NULL argument gives NULL. */
    static Evaluator strict(List<Evaluator> arguments, DataType type, RowFunction function) {
        return rows -> {
            Vector[] inputs = new Vector[arguments.size()];
            for (int k = 0; k < inputs.length; k++) {
                inputs[k] = arguments.get(k).evaluate(rows);
            }
            return strict(inputs, rows.size(), type, function);
        };
    }

    /** The function over the values of one vector. */
    static Vector strict(Vector argument, DataType type, RowFunction function) {
        return strict(new Vector[] {argument}, argument.size(), type, function);
    }

    private static Vector strict(Vector[] inputs, int rows, DataType type, RowFunction function) {
        VectorBuilder builder = VectorBuilder.of(type, rows);
        Object[] values = new Object[inputs.length];
        for (int row = 0; row < rows; row++) {
            builder.append(read(inputs, row, values) ? function.apply(values) : null);
        }
        return builder.build();
    }

    private static boolean read(Vector[] inputs, int row, Object[] values) {
        for (int k = 0; k < inputs.length; k++) {
            @Nullable Object value = inputs[k].get(row);
            if (value == null) {
                return false;
            }
            values[k] = value;
        }
        return true;
    }
}
