package org.bestpeer.engine.exec.operator;

import java.util.Arrays;
import java.util.BitSet;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;

/** Values of 64 bits. */
final class CodedKeys implements KeyColumn {
    private static final int START = 64;
    private static final int HALF = 32;

    private final KeyDomain domain;
    private final BitSet nulls = new BitSet();
    private long[] codes = new long[START];

    CodedKeys(KeyDomain domain) {
        this.domain = domain;
    }

    @Override
    public long hash(Vector column, int row) {
        // The upper half too: doubles differ there, and the multiplication that follows only moves bits up.
        long code = domain.code(column, row);
        return code ^ (code >>> HALF);
    }

    @Override
    public boolean equal(int key, Vector column, int row) {
        if (column.isNull(row)) {
            return nulls.get(key);
        }
        return codes[key] == domain.code(column, row) && !nulls.get(key);
    }

    @Override
    public void add(int key, Vector column, int row) {
        if (key == codes.length) {
            codes = Arrays.copyOf(codes, key * 2);
        }
        if (column.isNull(row)) {
            nulls.set(key);
        } else {
            codes[key] = domain.code(column, row);
        }
    }
}
