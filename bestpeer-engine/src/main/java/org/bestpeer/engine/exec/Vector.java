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
}
