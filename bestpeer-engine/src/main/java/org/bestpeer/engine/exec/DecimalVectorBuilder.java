package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import java.util.Arrays;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** DECIMALs of more than 18 digits: held in 64 bits as long as all of them fit, which they mostly do, else as objects. */
final class DecimalVectorBuilder extends VectorBuilder {
    private long[] digits;
    private @Nullable Object @Nullable [] values;

    DecimalVectorBuilder(DataType type, int capacity) {
        super(type, capacity);
        digits = new long[capacity()];
    }

    @Override
    void put(Object value) {
        BigDecimal number = fit((BigDecimal) value, type);
        @Nullable Object[] objects = values;
        if (objects == null && number.precision() <= Vectors.COMPACT_DIGITS) {
            digits[size] = number.unscaledValue().longValue();
            return;
        }
        if (objects == null) {
            objects = widened();
            values = objects;
        }
        objects[size] = number;
    }

    @Override
    public void appendLong(long value) {
        if (values != null) {
            append(BigDecimal.valueOf(value, type.scale()));
        } else {
            ensureRoom();
            digits[size++] = value;
        }
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (!(source instanceof LongVector longs) || longs.type().scale() != type.scale()) {
            append(source.get(row));
        } else if (longs.isNull(row)) {
            appendNull();
        } else {
            appendLong(longs.values()[row]);
        }
    }

    private @Nullable Object[] widened() {
        @Nullable Object[] objects = new Object[capacity()];
        boolean[] nulls = builtNulls();
        for (int i = 0; i < size; i++) {
            objects[i] = nulls != null && nulls[i] ? null : BigDecimal.valueOf(digits[i], type.scale());
        }
        digits = new long[0];
        return objects;
    }

    @Override
    void grow(int newCapacity) {
        @Nullable Object[] objects = values;
        if (objects == null) {
            digits = Arrays.copyOf(digits, newCapacity);
        } else {
            values = Arrays.copyOf(objects, newCapacity);
        }
    }

    @Override
    public Vector build() {
        @Nullable Object[] objects = values;
        return objects == null
                ? new LongVector(type, Arrays.copyOf(digits, size), builtNulls())
                : new ObjectVector(type, Arrays.copyOf(objects, size));
    }
}
