package org.bestpeer.engine.exec;

import java.util.Arrays;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

final class ObjectVectorBuilder extends VectorBuilder {
    private @Nullable Object[] values;

    ObjectVectorBuilder(DataType type, int capacity) {
        super(type, capacity);
        values = new Object[capacity()];
    }

    @Override
    void put(Object value) {
        values[size] = type.kind() == TypeKind.VARBINARY ? (byte[]) value : (String) value;
    }

    @Override
    void markNull() {
        values[size] = null;
    }

    @Override
    void grow(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }

    @Override
    public Vector build() {
        return new ObjectVector(type, Arrays.copyOf(values, size));
    }
}
