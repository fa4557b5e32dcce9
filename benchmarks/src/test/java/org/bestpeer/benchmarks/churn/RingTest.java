package org.bestpeer.benchmarks.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final int PEERS = 10;

    private final Map<Integer, KeyRange> ranges = new LinkedHashMap<>();

    RingTest() {
        for (int i = PEERS - 1; i >= 0; i--) {
            ranges.put(i, new KeyRange(low(i), i == PEERS - 1 ? null : low(i + 1)));
        }
    }

    @Test
    void anybodyMayDieInAWholeRing() {
        Ring<Integer> ring = new Ring<>(ranges);
        assertThat(ring.isWhole()).isTrue();
        assertThat(ring.expendable(peer -> true)).hasSize(PEERS);
    }

    @Test
    void nobodyMayDieWithinTwoOfAGap() {
        ranges.remove(5);
        Ring<Integer> ring = new Ring<>(ranges);
        assertThat(ring.isWhole()).isFalse();
        assertThat(ring.expendable(peer -> true)).containsExactly(0, 1, 2, 8, 9);
    }

    @Test
    void theFirstAndTheLastAreNeighbours() {
        ranges.remove(0);
        Ring<Integer> ring = new Ring<>(ranges);
        assertThat(ring.isWhole()).isFalse();
        assertThat(ring.expendable(peer -> true)).containsExactly(3, 4, 5, 6, 7);
    }

    @Test
    void nobodyMayDieWithinTwoOfOneThatIsNotWell() {
        assertThat(new Ring<>(ranges).expendable(peer -> peer != 1)).containsExactly(4, 5, 6, 7, 8);
    }

    @Test
    void anEmptyRingIsNotWhole() {
        assertThat(new Ring<Integer>(Map.of()).isWhole()).isFalse();
    }

    private static Key low(int number) {
        return number == 0 ? Key.MIN : Key.of(new byte[] {(byte) number});
    }
}
