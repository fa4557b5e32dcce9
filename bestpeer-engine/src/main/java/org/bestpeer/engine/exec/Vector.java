package org.bestpeer.engine.exec;

import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** The values of one column of a batch. Immutable. */
public interface Vector {
    DataType type();

    int size();

    boolean isNull(int row);

    /** The value in the Java class of its type (see {@link org.bestpeer.engine.type.TypeKind}), or null. */
    @Nullable
    Object get(int row);

    /**
     * The value without a box: integers, dates, times and timestamps as they are, booleans as 0 and 1, a DECIMAL of at
     * most 18 digits without its point (of more where {@link Primitives#digits} has them). Anything if the value is NULL.
     *
     * @throws UnsupportedOperationException for other types
     */
    default long getLong(int row) {
        throw new UnsupportedOperationException(type() + " does not fit 64 bits");
    }

    /**
     * A number as the nearest DOUBLE. Anything if the value is NULL.
     *
     * @throws UnsupportedOperationException for other types
     */
    default double getDouble(int row) {
        throw new UnsupportedOperationException(type() + " is not a number");
    }
}
