package org.bestpeer.engine.exec;

import java.util.Arrays;
import org.bestpeer.engine.type.DataType;

final class IntVectorBuilder extends VectorBuilder {
    private int[] values;

    IntVectorBuilder(DataType type, int capacity) {
        super(type, capacity);
        values = new int[capacity()];
    }

    @Override
    void put(Object value) {
        values[size] = (Integer) value;
    }

    @Override
    public void appendLong(long value) {
        appendInt((int) value);
    }

    @Override
    public void appendInt(int value) {
        ensureRoom();
        values[size++] = value;
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
        } else {
            appendInt((int) source.getLong(row));
        }
    }

    @Override
    void grow(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }

    @Override
    public Vector build() {
        return new IntVector(type, Arrays.copyOf(values, size), builtNulls());
    }
}
