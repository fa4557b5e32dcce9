package org.bestpeer.node.snapshot;

import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;

/**
 * What is known of the values of a column in a segment.
 *
 * @param known whether the rest is known: it is for types whose values are held in 64 bits
 * @param min the smallest value; above the largest if all are NULL
 * @param max the largest value
 * @param nulls whether one is NULL
 */
record Zone(boolean known, long min, long max, boolean nulls) {
    static final Zone UNKNOWN = new Zone(false, 0, 0, true);

    static Zone of(Vector values) {
        if (!Vectors.fitsLong(values.type())) {
            return UNKNOWN;
        }
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        boolean nulls = false;
        for (int row = 0; row < values.size(); row++) {
            if (values.isNull(row)) {
                nulls = true;
            } else {
                min = Math.min(min, values.getLong(row));
                max = Math.max(max, values.getLong(row));
            }
        }
        return new Zone(true, min, max, nulls);
    }
}
