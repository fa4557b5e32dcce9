package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.CorrelationId;
import org.bestpeer.engine.algebra.OuterColumn;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.type.DataType;

/** What the variables for outer rows stand for, where they are in scope, while a statement is translated. */
final class OuterRows {
    private final Map<CorrelationId, Row> rows = new HashMap<>();
    private int next = Scalar.Parameter.NOW - 1;

    /** A row whose columns can be read. */
    interface Row {
        Scalar column(int index, DataType type);
    }

    /** The row that a dependent plan runs for: each column that is read is a parameter of the plan. */
    final class Dependent implements Row {
        private final Map<Integer, Scalar> parameters = new LinkedHashMap<>();
        private final List<OuterColumn> outer = new ArrayList<>();

        @Override
        public Scalar column(int index, DataType type) {
            return parameters.computeIfAbsent(index, i -> {
                outer.add(new OuterColumn(next, i));
                return new Scalar.Parameter(next--, type);
            });
        }

        List<OuterColumn> outer() {
            return outer;
        }
    }

    Dependent dependent() {
        return new Dependent();
    }

    /** What is translated while the variables stand for these rows. */
    <T> T within(Map<CorrelationId, Row> bound, Supplier<T> translation) {
        Map<CorrelationId, Row> around = Map.copyOf(rows);
        rows.putAll(bound);
        try {
            return translation.get();
        } finally {
            rows.clear();
            rows.putAll(around);
        }
    }

    /**
     * A column of the row that a variable stands for.
     *
     * @throws UnsupportedOperationException if it stands for none here, which unnesting can lead to
     */
    Scalar column(CorrelationId variable, int index, DataType type) {
        Row row = rows.get(variable);
        if (row == null) {
            throw new UnsupportedOperationException("a correlated sub-query of this form");
        }
        return row.column(index, type);
    }
}
