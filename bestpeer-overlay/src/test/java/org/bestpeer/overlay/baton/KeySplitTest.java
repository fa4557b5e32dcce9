package org.bestpeer.overlay.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.junit.jupiter.api.Test;

class KeySplitTest {
    @Test
    void theMiddleLiesStrictlyInside() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            Key one = key(random);
            Key other = key(random);
            Key low = one.compareTo(other) < 0 ? one : other;
            Key high = one.compareTo(other) < 0 ? other : one;
            if (!low.equals(high) && !isPoint(low, high)) {
                Key middle = KeySplit.middle(low, high).orElseThrow();
                assertThat(middle).isGreaterThan(low).isLessThan(high);
            }
            assertThat(KeySplit.middle(low, null).orElseThrow()).isGreaterThan(low);
        }
    }

    private static boolean isPoint(Key low, Key high) {
        return high.length() == low.length() + 1
                && high.at(low.length()) == 0
                && high.compareTo(low) > 0
                && Key.of(java.util.Arrays.copyOf(high.bytes(), low.length())).equals(low);
    }

    @Test
    void splittingTheSamePartForEverMakesProgress() {
        Key low = Key.MIN;
        Key high = null;
        for (int i = 0; i < 300; i++) {
            low = KeySplit.middle(low, high).orElseThrow();
        }
        for (int i = 0; i < 300; i++) {
            high = KeySplit.middle(low, high).orElseThrow();
        }
        assertThat(low.length()).isLessThan(120);
    }

    @Test
    void aRangeOfOneKeyHasNoMiddle() {
        assertThat(KeySplit.middle(Key.of(new byte[] {1}), Key.of(new byte[] {1, 0})))
                .isEmpty();
        assertThat(KeySplit.middle(Key.of(new byte[] {1}), Key.of(new byte[] {1})))
                .isEmpty();
    }

    @Test
    void splitsBetweenTheKeysThatAreThere() {
        Key a = Key.of(new byte[] {1});
        Key b = Key.of(new byte[] {2});
        assertThat(KeySplit.of(KeyRange.ALL, List.of(a, a, a, b))).isEqualTo(Optional.of(b));
        assertThat(KeySplit.of(KeyRange.ALL, List.of(a, b, b, b))).isEqualTo(Optional.of(b));
        assertThat(KeySplit.of(KeyRange.ALL, List.of(a, a))).isEqualTo(KeySplit.middle(Key.MIN, null));
    }

    private static Key key(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) - 1);
        }
        return Key.of(bytes);
    }
}
