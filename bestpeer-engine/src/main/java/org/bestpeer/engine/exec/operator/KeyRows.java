package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.jspecify.annotations.Nullable;

/** The keys of the rows of a batch: for columns of 64 bits these bits, for others the column itself. */
final class KeyRows {
    private final Vector[] columns;
    private final long[] @Nullable [] codes;
    private final boolean[] @Nullable [] nulls;
    private final boolean @Nullable [] anyNull;

    /** @param columns those that make the key */
    KeyRows(List<KeyDomain> domains, List<Vector> columns) {
        int count = columns.size();
        this.columns = columns.toArray(Vector[]::new);
        this.codes = new long[count][];
        this.nulls = new boolean[count][];
        boolean[] any = null;
        for (int c = 0; c < count; c++) {
            Vector column = this.columns[c];
            codes[c] = domains.get(c).isCoded() ? domains.get(c).codes(column) : null;
            nulls[c] = Primitives.nulls(column);
            any = Primitives.either(any, nulls[c]);
        }
        this.anyNull = any;
    }

    /** The values of a column of 64 bits; anything where there is a NULL. */
    long[] codes(int column) {
        long[] ofColumn = codes[column];
        if (ofColumn == null) {
            throw new IllegalStateException("column " + column + " is not held in 64 bits");
        }
        return ofColumn;
    }

    /** Whether a column of the row's key is NULL. */
    boolean anyNull(int row) {
        return anyNull != null && anyNull[row];
    }

    /** Whether any row's key has a NULL. */
    boolean hasNulls() {
        return anyNull != null;
    }

    boolean isNull(int column, int row) {
        boolean[] ofColumn = nulls[column];
        return ofColumn != null && ofColumn[row];
    }

    /** A present value of a column of 64 bits. */
    long code(int column, int row) {
        return codes(column)[row];
    }

    Vector column(int column) {
        return columns[column];
    }
}
