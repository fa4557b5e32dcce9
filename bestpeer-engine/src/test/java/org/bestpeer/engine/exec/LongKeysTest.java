package org.bestpeer.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Against a map, with values close together, far apart, at the ends of their range, and first one and then the other. */
class LongKeysTest {
    private static final int VALUES = 20_000;

    private final Random random = new Random(11);

    @Test
    void closeTogether() {
        agrees(() -> random.nextInt(30_000) - 10_000);
        agrees(() -> 1_000_000L - random.nextInt(40_000));
    }

    @Test
    void inAscendingAndDescendingOrder() {
        long[] next = {0};
        agrees(() -> next[0]++);
        agrees(() -> next[0] -= 3);
    }

    @Test
    void farApart() {
        agrees(random::nextLong);
        agrees(() -> Double.doubleToLongBits(random.nextInt(5_000) / 4.0));
    }

    @Test
    void atTheEndsOfTheRange() {
        agrees(() -> Long.MAX_VALUE - random.nextInt(10_000));
        agrees(() -> Long.MIN_VALUE + random.nextInt(10_000));
        agrees(() -> random.nextInt(100) == 0 ? Long.MIN_VALUE : Long.MAX_VALUE - random.nextInt(3_000));
    }

    @Test
    void closeTogetherAndThenFarApart() {
        int[] count = {0};
        agrees(() -> count[0]++ % VALUES < VALUES / 2 ? random.nextInt(9_000) : random.nextLong());
        agrees(() -> count[0]++ % 1_000 == 0 ? random.nextInt() : random.nextInt(60_000));
    }

    private void agrees(LongSupplier source) {
        LongKeys keys = new LongKeys();
        Map<Long, Integer> expected = new HashMap<>();
        for (int i = 0; i < VALUES; i++) {
            long value = source.getAsLong();
            assertThat(keys.find(value)).isEqualTo(expected.getOrDefault(value, LongKeys.NONE));
            int number = expected.computeIfAbsent(value, v -> expected.size());
            assertThat(keys.findOrAdd(value, expected.size() - 1)).isEqualTo(number);
            long other = value + random.nextInt(5) - 2;
            assertThat(keys.find(other)).isEqualTo(expected.getOrDefault(other, LongKeys.NONE));
        }
        expected.forEach((value, number) -> assertThat(keys.find(value)).isEqualTo(number));
    }
}
