package org.bestpeer.engine.exec.operator;

import java.util.Arrays;
import java.util.BitSet;

/** Values of 64 bits. */
final class CodedKeys implements KeyColumn {
    private static final int START = 64;
    private static final int HALF = 32;

    private final int column;
    private final BitSet nulls = new BitSet();
    private long[] codes = new long[START];

    /** @param column position in the key */
    CodedKeys(int column) {
        this.column = column;
    }

    @Override
    public long hash(KeyRows rows, int row) {
        // The upper half too: doubles differ there, and the multiplication that follows only moves bits up.
        long code = rows.code(column, row);
        return code ^ (code >>> HALF);
    }

    @Override
    public boolean equal(int key, KeyRows rows, int row) {
        if (rows.isNull(column, row)) {
            return nulls.get(key);
        }
        return codes[key] == rows.code(column, row) && !nulls.get(key);
    }

    @Override
    public void add(int key, KeyRows rows, int row) {
        if (key == codes.length) {
            codes = Arrays.copyOf(codes, key * 2);
        }
        if (rows.isNull(column, row)) {
            nulls.set(key);
        } else {
            codes[key] = rows.code(column, row);
        }
    }
}
