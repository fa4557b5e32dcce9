package org.bestpeer.benchmarks.differential;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The order of values of one type as the engine holds them: NULL last, text by code point. */
final class Ordering {
    private Ordering() {}

    @SuppressWarnings("unchecked")
    static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        if (a instanceof String x && b instanceof String y) {
            return Arrays.compare(x.codePoints().toArray(), y.codePoints().toArray());
        }
        if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.compareUnsigned(x, y);
        }
        return ((Comparable<Object>) a).compareTo(b);
    }
}
