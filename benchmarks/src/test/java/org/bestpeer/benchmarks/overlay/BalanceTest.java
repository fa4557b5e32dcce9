package org.bestpeer.benchmarks.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BalanceTest {
    @Test
    void valuesAreAsRareAsTheyAreLarge() {
        SplittableRandom random = new SplittableRandom(1);
        long[] values =
                LongStream.generate(() -> Balance.zipf(random)).limit(200_000).toArray();
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
    void skewedInsertsAreSpreadOverThePeers() {
        SimulatedTree tree = new SimulatedTree(1, SimulatedTree.reporting(Duration.ofSeconds(5)));
        tree.grow(16);
        Balance.Report report = Balance.run(tree, 4000, line -> {});
        assertThat(report.criteria()).allMatch(Criterion::holds, "holds");
        assertThat(report.entries()).isLessThanOrEqualTo(4000);
    }
}
