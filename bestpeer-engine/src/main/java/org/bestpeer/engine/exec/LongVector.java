package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** BIGINT, TIME, TIMESTAMP, and DECIMALs whose digits fit 64 bits, without the point. */
record LongVector(DataType type, long[] values, boolean @Nullable [] nulls) implements Vector {
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
        if (isNull(row)) {
            return null;
        }
        if (type.kind() == TypeKind.DECIMAL) {
            return BigDecimal.valueOf(values[row], type.scale());
        }
        return values[row];
    }

    @Override
    public long getLong(int row) {
        return values[row];
    }

    @Override
    public double getDouble(int row) {
        return type.scale() == 0
                ? values[row]
                : BigDecimal.valueOf(values[row], type.scale()).doubleValue();
    }
}
