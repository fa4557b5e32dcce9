package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** VARCHAR, VARBINARY, and DECIMAL of more than 18 digits; a NULL is a null. */
record ObjectVector(DataType type, @Nullable Object[] values) implements Vector {
    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isNull(int row) {
        return values[row] == null;
    }

    @Override
    public @Nullable Object get(int row) {
        return values[row];
    }

    @Override
    public double getDouble(int row) {
        if (!type.isNumeric()) {
            return Vector.super.getDouble(row);
        }
        return values[row] instanceof BigDecimal number ? number.doubleValue() : 0;
    }
}
