package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.jspecify.annotations.Nullable;

/** Values that do not fit 64 bits. */
final class ObjectKeys implements KeyColumn {
    private final KeyDomain domain;
    private final int column;
    private final List<@Nullable Object> values = new ArrayList<>();

    /** @param column position in the key */
    ObjectKeys(KeyDomain domain, int column) {
        this.column = column;
        this.domain = domain;
    }

    @Override
    public long hash(KeyRows rows, int row) {
        return domain.key(rows.column(column), row).hashCode();
    }

    @Override
    public boolean equal(int key, KeyRows rows, int row) {
        Object value = values.get(key);
        return value == null
                ? rows.isNull(column, row)
                : !rows.isNull(column, row) && value.equals(domain.key(rows.column(column), row));
    }

    @Override
    public void add(int key, KeyRows rows, int row) {
        values.add(rows.isNull(column, row) ? null : domain.key(rows.column(column), row));
    }
}
