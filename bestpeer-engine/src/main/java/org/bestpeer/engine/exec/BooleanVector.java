package org.bestpeer.engine.exec;

import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** BOOLEAN. */
record BooleanVector(DataType type, boolean[] values, boolean @Nullable [] nulls) implements Vector {
    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public @Nullable Object get(int row) {
        return isNull(row) ? null : values[row];
    }

    @Override
    public long getLong(int row) {
        return values[row] ? 1 : 0;
    }
}
