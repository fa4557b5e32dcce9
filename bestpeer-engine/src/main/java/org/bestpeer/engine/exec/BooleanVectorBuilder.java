package org.bestpeer.engine.exec;

import java.util.Arrays;
import org.bestpeer.engine.type.DataType;

final class BooleanVectorBuilder extends VectorBuilder {
    private boolean[] values;

    BooleanVectorBuilder(DataType type, int capacity) {
        super(type, capacity);
        values = new boolean[capacity()];
    }

    @Override
    void put(Object value) {
        values[size] = (Boolean) value;
    }

    @Override
    public void appendLong(long value) {
        ensureRoom();
        values[size++] = value != 0;
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
        } else {
            appendLong(source.getLong(row));
        }
    }

    @Override
    void grow(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }

    @Override
    public Vector build() {
        return new BooleanVector(type, Arrays.copyOf(values, size), builtNulls());
    }
}
