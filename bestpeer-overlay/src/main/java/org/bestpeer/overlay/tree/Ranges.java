package org.bestpeer.overlay.tree;

import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;

/** Sums and parts of key ranges. */
final class Ranges {
    private Ranges() {}

    /** Of two ranges that touch, in either order. */
    static KeyRange union(KeyRange one, KeyRange other) {
        return one.low().compareTo(other.low()) < 0
                ? new KeyRange(one.low(), other.high())
                : new KeyRange(other.low(), one.high());
    }

    /** What lies on one side of the cut. */
    static KeyRange part(KeyRange range, Key cut, Side side) {
        return side == Side.LEFT ? new KeyRange(range.low(), cut) : new KeyRange(cut, range.high());
    }

    /** A cut leaves some key on either side. */
    static void requireInside(KeyRange range, Key cut) {
        Key high = range.high();
        if (cut.compareTo(range.low()) <= 0 || (high != null && cut.compareTo(high) >= 0)) {
            throw new IllegalArgumentException("key %s does not cut the range %s in two".formatted(cut, range));
        }
    }
}
