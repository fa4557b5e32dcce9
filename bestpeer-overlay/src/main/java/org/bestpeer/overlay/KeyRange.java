package org.bestpeer.overlay;

import org.jspecify.annotations.Nullable;

/**
 * Keys from {@code low}, inclusive, to {@code high}, exclusive.
 *
 * @param low smallest key of the range
 * @param high first key behind the range; null if the range has no end
 */
public record KeyRange(Key low, @Nullable Key high) {
    /** Every key. */
    public static final KeyRange ALL = new KeyRange(Key.MIN, null);

    public KeyRange {
        if (high != null && low.compareTo(high) > 0) {
            throw new IllegalArgumentException("range is upside down: low %s is above high %s".formatted(low, high));
        }
    }

    /** The keys that start with these bytes. */
    public static KeyRange prefix(Key prefix) {
        byte[] next = prefix.bytes();
        for (int i = next.length - 1; i >= 0; i--) {
            if (next[i] != (byte) 0xff) {
                next[i]++;
                return new KeyRange(prefix, Key.of(java.util.Arrays.copyOf(next, i + 1)));
            }
        }
        return new KeyRange(prefix, null);
    }

    public boolean contains(Key key) {
        return low.compareTo(key) <= 0 && (high == null || key.compareTo(high) < 0);
    }

    public boolean isEmpty() {
        return high != null && low.equals(high);
    }

    /** Whether some key lies in both. */
    public boolean intersects(KeyRange other) {
        return !isEmpty()
                && !other.isEmpty()
                && (high == null || other.low.compareTo(high) < 0)
                && (other.high == null || low.compareTo(other.high) < 0);
    }
}
