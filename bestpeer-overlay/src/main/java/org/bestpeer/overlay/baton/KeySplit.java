package org.bestpeer.overlay.baton;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.tree.Side;
import org.jspecify.annotations.Nullable;

/** Where a range is cut in two. */
final class KeySplit {
    private KeySplit() {}

    /**
     * A key strictly inside the range, so that both parts hold some key: the median of the entries' keys if there are
     * two different ones, else the middle of the range. Empty if the range has fewer than two keys.
     *
     * @param sortedKeys a key for each entry of the range, in order
     */
    static Optional<Key> of(KeyRange range, List<Key> sortedKeys) {
        return of(range, sortedKeys, 0.5);
    }

    /** Where a share of the entries is cut off at a side; the low end of the range if it has fewer than two keys. */
    static Key at(KeyRange range, List<Key> sortedKeys, Side side, double share) {
        return of(range, sortedKeys, side == Side.LEFT ? share : 1 - share).orElse(range.low());
    }

    private static Optional<Key> of(KeyRange range, List<Key> sortedKeys, double below) {
        Optional<Key> boundary = boundary(sortedKeys, below);
        return boundary.isPresent() ? boundary : middle(range.low(), range.high());
    }

    private static Optional<Key> boundary(List<Key> keys, double below) {
        if (keys.isEmpty() || keys.get(0).equals(keys.get(keys.size() - 1))) {
            return Optional.empty();
        }
        // The boundary between different keys that lies nearest to the wanted one.
        int half = (int) Math.round(keys.size() * below);
        for (int distance = 0; ; distance++) {
            for (int at : new int[] {half - distance, half + distance}) {
                if (at > 0 && at < keys.size() && !keys.get(at).equals(keys.get(at - 1))) {
                    return Optional.of(keys.get(at));
                }
            }
        }
    }

    /** A short key strictly between two keys, near their middle as fractions in base 256. */
    static Optional<Key> middle(Key low, @Nullable Key high) {
        int length = Math.max(low.length(), high == null ? 0 : high.length()) + 1;
        int[] sum = new int[length];
        int carry = 0;
        for (int i = length - 1; i >= 0; i--) {
            int digits = digit(low, i) + (high == null ? 0 : digit(high, i)) + carry;
            sum[i] = digits & 0xff;
            carry = digits >>> 8;
        }
        int rest = high == null ? carry + 1 : carry;
        byte[] half = new byte[length];
        for (int i = 0; i < length; i++) {
            int digits = (rest << 8) | sum[i];
            half[i] = (byte) (digits >>> 1);
            rest = digits & 1;
        }
        for (int cut = 1; cut <= length; cut++) {
            Key candidate = Key.of(Arrays.copyOf(half, cut));
            // Not one that only adds a zero to the low key: below it there is no room left.
            if (candidate.at(cut - 1) != 0
                    && candidate.compareTo(low) > 0
                    && (high == null || candidate.compareTo(high) < 0)) {
                return Optional.of(candidate);
            }
        }
        return zeroExtension(low, high);
    }

    /** For bounds that differ in trailing zeros only, or are one point. */
    private static Optional<Key> zeroExtension(Key low, @Nullable Key high) {
        Key candidate = Key.of(Arrays.copyOf(low.bytes(), low.length() + 1));
        return high == null || candidate.compareTo(high) < 0 ? Optional.of(candidate) : Optional.empty();
    }

    private static int digit(Key key, int index) {
        return index < key.length() ? key.at(index) : 0;
    }
}
