package org.bestpeer.engine.exec;

import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** SMALLINT, INTEGER, DATE. */
record IntVector(DataType type, int[] values, boolean @Nullable [] nulls) implements Vector {
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
        return values[row];
    }

    @Override
    public double getDouble(int row) {
        return values[row];
    }
}
