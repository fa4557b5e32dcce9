package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.type.DataType;

/** Order of rows by one key; the key's column is given with each row. */
record KeyOrder(SortKey key, KeyDomain domain) {
    static KeyOrder of(SortKey key, DataType type) {
        return new KeyOrder(key, KeyDomain.of(List.of(type)));
    }

    int compare(Vector a, int aRow, Vector b, int bRow) {
        boolean aNull = a.isNull(aRow);
        boolean bNull = b.isNull(bRow);
        if (aNull || bNull) {
            int nullsLast = Boolean.compare(aNull, bNull);
            return key.nullsFirst() ? -nullsLast : nullsLast;
        }
        int order = domain.compare(a, aRow, b, bRow);
        return key.descending() ? -order : order;
    }
}
