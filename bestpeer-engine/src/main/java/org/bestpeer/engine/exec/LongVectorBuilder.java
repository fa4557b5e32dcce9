package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import java.util.Arrays;
import org.bestpeer.engine.type.DataType;

final class LongVectorBuilder extends VectorBuilder {
    private long[] values;

    LongVectorBuilder(DataType type, int capacity) {
        super(type, capacity);
        values = new long[capacity()];
    }

    @Override
    void put(Object value) {
        values[size] =
                isDecimal(type) ? fit((BigDecimal) value, type).unscaledValue().longValueExact() : (Long) value;
    }

    @Override
    public void appendLong(long value) {
        ensureRoom();
        values[size++] = value;
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
        return new LongVector(type, Arrays.copyOf(values, size), builtNulls());
    }
}
