package org.bestpeer.engine.exec;

import java.util.Arrays;
import org.bestpeer.engine.type.DataType;

final class DoubleVectorBuilder extends VectorBuilder {
    private double[] values;

    DoubleVectorBuilder(DataType type, int capacity) {
        super(type, capacity);
        values = new double[capacity()];
    }

    @Override
    void put(Object value) {
        values[size] = (Double) value;
    }

    @Override
    public void appendDouble(double value) {
        ensureRoom();
        values[size++] = value;
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
        } else {
            appendDouble(source.getDouble(row));
        }
    }

    @Override
    void grow(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }

    @Override
    public Vector build() {
        return new DoubleVector(type, Arrays.copyOf(values, size), builtNulls());
    }
}
