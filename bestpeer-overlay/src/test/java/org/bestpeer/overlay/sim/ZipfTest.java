package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ZipfTest {
    @Test
    void valuesAreAsRareAsTheyAreLarge() {
        SplittableRandom random = new SplittableRandom(1);
        Zipf zipf = new Zipf(1_000_000_000L);
        long[] values =
                LongStream.generate(() -> zipf.next(random)).limit(200_000).toArray();
        // The sum of 1/v up to 10^9.
        double all = Math.log(1e9) + 0.5772;
        assertThat(LongStream.of(values)).allMatch(value -> value >= 1 && value <= 1_000_000_000L);
        for (int value = 1; value <= 4; value++) {
            int wanted = value;
            double share = LongStream.of(values).filter(one -> one == wanted).count() / 200_000.0;
            assertThat(share).isCloseTo(1 / (value * all), within(0.003));
        }
    }

    @Test
    void thereMustBeAValue() {
        assertThat(new Zipf(1).next(new SplittableRandom(1))).isEqualTo(1);
        assertThatThrownBy(() -> new Zipf(0)).hasMessage("no values from 1 to 0");
    }
}
