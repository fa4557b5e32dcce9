package org.bestpeer.engine.exec;

import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** The one value of another vector, repeated. */
record ConstantVector(Vector one, int size) implements Vector {
    @Override
    public DataType type() {
        return one.type();
    }

    @Override
    public boolean isNull(int row) {
        return one.isNull(0);
    }

    @Override
    public @Nullable Object get(int row) {
        return one.get(0);
    }

    @Override
    public long getLong(int row) {
        return one.getLong(0);
    }

    @Override
    public double getDouble(int row) {
        return one.getDouble(0);
    }
}
