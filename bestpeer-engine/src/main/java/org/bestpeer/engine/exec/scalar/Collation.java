package org.bestpeer.engine.exec.scalar;

import java.util.Arrays;
import org.bestpeer.engine.type.ValueOrder;

/** Order of texts and binaries. */
final class Collation {
    private Collation() {}

    /** Two texts or two binaries. */
    static int compare(Object a, Object b) {
        return a instanceof byte[] binary
                ? Arrays.compareUnsigned(binary, (byte[]) b)
                : ValueOrder.compareTexts((String) a, (String) b);
    }
}
