package org.bestpeer.engine.exec.scalar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.LongKeys;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** IN over constants: one look-up for each row, however long the list. */
record Membership(Evaluator value, KeyDomain domain, Set<Object> keys, LongKeys codes, boolean listHasNull)
        implements Evaluator {
    /** Empty if the list is not all constants. */
    static Optional<Evaluator> of(Scalar.Call call, Evaluator value) {
        List<Scalar> list = call.arguments().subList(1, call.arguments().size());
        if (!list.stream().allMatch(Scalar.Literal.class::isInstance)) {
            return Optional.empty();
        }
        List<DataType> types = new ArrayList<>();
        call.arguments().forEach(argument -> types.add(argument.type()));
        KeyDomain domain = KeyDomain.of(types);
        Set<Object> keys = new HashSet<>();
        boolean hasNull = false;
        for (Scalar element : list) {
            Object constant = ((Scalar.Literal) element).value();
            if (constant == null) {
                hasNull = true;
            } else {
                keys.add(domain.key(Vectors.constant(element.type(), constant, 1), 0));
            }
        }
        LongKeys codes = new LongKeys();
        if (domain.isLongs()) {
            keys.forEach(key -> codes.findOrAdd((Long) key, 0));
        }
        return Optional.of(new Membership(value, domain, keys, codes, hasNull));
    }

    private Vector among(long[] values, boolean @Nullable [] nulls) {
        boolean[] found = new boolean[values.length];
        boolean[] unknown = new boolean[values.length];
        for (int i = 0; i < found.length; i++) {
            if (nulls != null && nulls[i]) {
                unknown[i] = true;
            } else {
                found[i] = codes.find(values[i]) >= 0;
                unknown[i] = listHasNull && !found[i];
            }
        }
        return Vectors.booleans(found, unknown);
    }

    @Override
    public int select(RowSet rows, int[] positions) {
        if (!(value instanceof ColumnValue column)) {
            return Evaluator.super.select(rows, positions);
        }
        Vector values = rows.whole(column.index());
        boolean[] nulls = Primitives.nulls(values);
        long[] longs = domain.isLongs() ? domain.longs(values) : null;
        int[] some = rows.rows();
        int size = rows.size();
        int count = 0;
        for (int i = 0; i < size; i++) {
            int row = some == null ? i : some[i];
            boolean present = nulls == null || !nulls[row];
            if (present && (longs == null ? keys.contains(domain.key(values, row)) : codes.find(longs[row]) >= 0)) {
                positions[count++] = i;
            }
        }
        return count;
    }

    @Override
    public Vector evaluate(RowSet rows) {
        Vector values = value.evaluate(rows);
        if (domain.isLongs()) {
            return among(domain.longs(values), Primitives.nulls(values));
        }
        boolean[] found = new boolean[values.size()];
        boolean[] nulls = new boolean[values.size()];
        for (int i = 0; i < found.length; i++) {
            if (values.isNull(i)) {
                nulls[i] = true;
            } else {
                found[i] = keys.contains(domain.key(values, i));
                nulls[i] = listHasNull && !found[i];
            }
        }
        return Vectors.booleans(found, nulls);
    }
}
