package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.jspecify.annotations.Nullable;

/** Tests of one value, and NOT. */
final class Predicates {
    private Predicates() {}

    static Evaluator not(Evaluator argument) {
        return rows -> {
            Vector input = argument.evaluate(rows);
            boolean[] values = new boolean[input.size()];
            boolean @Nullable [] nulls = null;
            for (int i = 0; i < values.length; i++) {
                if (input.isNull(i)) {
                    nulls = nulls == null ? new boolean[values.length] : nulls;
                    nulls[i] = true;
                } else {
                    values[i] = input.getLong(i) == 0;
                }
            }
            return Vectors.booleans(values, nulls);
        };
    }

    /** IS [NOT] NULL, TRUE, FALSE. */
    static Evaluator is(ScalarFunction function, Evaluator argument) {
        return rows -> {
            Vector input = argument.evaluate(rows);
            boolean[] values = new boolean[input.size()];
            for (int i = 0; i < values.length; i++) {
                boolean isNull = input.isNull(i);
                values[i] = switch (function) {
                    case IS_NULL -> isNull;
                    case IS_NOT_NULL -> !isNull;
                    case IS_TRUE -> !isNull && input.getLong(i) != 0;
                    case IS_NOT_TRUE -> isNull || input.getLong(i) == 0;
                    case IS_FALSE -> !isNull && input.getLong(i) == 0;
                    case IS_NOT_FALSE -> isNull || input.getLong(i) != 0;
                    default -> throw new IllegalArgumentException(function + " is not a test");
                };
            }
            return Vectors.booleans(values, null);
        };
    }
}
