package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.jspecify.annotations.Nullable;

/** Values that do not fit 64 bits. */
final class ObjectKeys implements KeyColumn {
    private final KeyDomain domain;
    private final List<@Nullable Object> values = new ArrayList<>();

    ObjectKeys(KeyDomain domain) {
        this.domain = domain;
    }

    @Override
    public long hash(Vector column, int row) {
        return domain.key(column, row).hashCode();
    }

    @Override
    public boolean equal(int key, Vector column, int row) {
        Object value = values.get(key);
        return value == null ? column.isNull(row) : !column.isNull(row) && value.equals(domain.key(column, row));
    }

    @Override
    public void add(int key, Vector column, int row) {
        values.add(column.isNull(row) ? null : domain.key(column, row));
    }
}
