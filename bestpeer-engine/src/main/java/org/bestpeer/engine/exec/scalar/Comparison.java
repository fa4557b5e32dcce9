package org.bestpeer.engine.exec.scalar;

import java.util.List;
import java.util.Objects;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** The six comparisons, and the two that take NULL for a value. */
record Comparison(ScalarFunction function, Evaluator left, Evaluator right, KeyDomain domain) implements Evaluator {
    static Comparison of(
            ScalarFunction function, Evaluator left, DataType leftType, Evaluator right, DataType rightType) {
        return new Comparison(function, left, right, KeyDomain.of(List.of(leftType, rightType)));
    }

    @Override
    public Vector evaluate(RowSet rows) {
        Vector a = left.evaluate(rows);
        Vector b = right.evaluate(rows);
        return switch (function) {
            case IS_DISTINCT_FROM -> distinct(a, b, true);
            case IS_NOT_DISTINCT_FROM -> distinct(a, b, false);
            default -> compare(a, b);
        };
    }

    @Override
    public int select(RowSet rows, int[] positions) {
        if (left instanceof ColumnValue column && right instanceof ConstantValue constant) {
            Vector values = rows.whole(column.index());
            Vector one = constant.one();
            if (domain.isLongs() && !one.isNull(0) && values.type().scale() == domain.scale()) {
                ValueRange range = ValueRange.of(function, domain.longs(one)[0]);
                if (range != null) {
                    return range.select(values, rows.rows(), positions);
                }
            }
        }
        return Evaluator.super.select(rows, positions);
    }

    private Vector compare(Vector a, Vector b) {
        return domain.isLongs()
                ? Vectors.booleans(compare(domain.longs(a), domain.longs(b)), Primitives.nulls(a, b))
                : compareEach(a, b);
    }

    /** One loop for each comparison, so that none asks which it is. */
    private boolean[] compare(long[] a, long[] b) {
        boolean[] values = new boolean[a.length];
        switch (function) {
            case EQUAL -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = a[i] == b[i];
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = a[i] != b[i];
                }
            }
            case LESS -> less(a, b, values);
            case GREATER -> less(b, a, values);
            case LESS_OR_EQUAL -> lessOrEqual(a, b, values);
            case GREATER_OR_EQUAL -> lessOrEqual(b, a, values);
            default -> throw new IllegalArgumentException(function + " is not a comparison");
        }
        return values;
    }

    private static void less(long[] a, long[] b, boolean[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = a[i] < b[i];
        }
    }

    private static void lessOrEqual(long[] a, long[] b, boolean[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = a[i] <= b[i];
        }
    }

    private Vector compareEach(Vector a, Vector b) {
        if (function == ScalarFunction.EQUAL || function == ScalarFunction.NOT_EQUAL) {
            return equalEach(a, b);
        }
        int size = a.size();
        boolean[] values = new boolean[size];
        boolean @Nullable [] nulls = null;
        for (int i = 0; i < size; i++) {
            if (a.isNull(i) || b.isNull(i)) {
                nulls = nulls == null ? new boolean[size] : nulls;
                nulls[i] = true;
            } else {
                values[i] = holds(domain.compare(a, i, b, i));
            }
        }
        return Vectors.booleans(values, nulls);
    }

    private Vector equalEach(Vector a, Vector b) {
        boolean[] values = new boolean[a.size()];
        boolean[] nulls = Primitives.nulls(a, b);
        boolean texts = domain.isTexts();
        boolean whenEqual = function == ScalarFunction.EQUAL;
        for (int i = 0; i < values.length; i++) {
            if (nulls == null || !nulls[i]) {
                boolean equal = texts ? Objects.equals(a.get(i), b.get(i)) : domain.compare(a, i, b, i) == 0;
                values[i] = equal == whenEqual;
            }
        }
        return Vectors.booleans(values, nulls);
    }

    private boolean holds(int order) {
        return switch (function) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            default -> throw new IllegalArgumentException(function + " is not a comparison");
        };
    }

    private Vector distinct(Vector a, Vector b, boolean whenDistinct) {
        boolean[] values = new boolean[a.size()];
        for (int i = 0; i < values.length; i++) {
            boolean present = !a.isNull(i) && !b.isNull(i);
            boolean same = present ? domain.compare(a, i, b, i) == 0 : a.isNull(i) == b.isNull(i);
            values[i] = same != whenDistinct;
        }
        return Vectors.booleans(values, null);
    }
}
