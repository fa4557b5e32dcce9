package org.bestpeer.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsTheTimeThatSoManyPercentDoNotExceed() {
        Latencies latencies = Latencies.of(LongStream.rangeClosed(1, 200)
                .map(i -> (201 - i) * 1_000_000)
                .boxed()
                .toList());

        assertThat(latencies.percentile(50)).isEqualTo(100);
        assertThat(latencies.percentile(99)).isEqualTo(198);
        assertThat(latencies.percentile(100)).isEqualTo(200);
        assertThat(latencies.percentile(0.1)).isEqualTo(1);
    }

    @Test
    void ofNoTimesThereIsNoPercentile() {
        assertThat(Latencies.of(List.of()).percentile(50)).isNaN();
    }

    @Test
    void twoTogetherAreSortedAnew() {
        Latencies both = Latencies.of(List.of(5_000_000L, 1_000_000L)).and(Latencies.of(List.of(3_000_000L)));

        assertThat(both.count()).isEqualTo(3);
        assertThat(both.percentile(50)).isEqualTo(3);
    }

    @Test
    void theMedianOfAnEvenCountLiesBetweenTheTwoInTheMiddle() {
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
        assertThat(Median.of(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Median.of(List.of())).isNaN();
    }

    @Test
    void samplesAddUp() {
        Sample first =
                new Sample(1_000_000_000, Latencies.of(List.of(1L)), Latencies.of(List.of(2L, 3L)), List.of("no"));
        Sample second =
                new Sample(2_000_000_000, Latencies.of(List.of()), Latencies.of(List.of(4L, 5L, 6L)), List.of());

        Sample both = first.and(second);

        assertThat(both.questions()).isEqualTo(6);
        assertThat(both.perSecond()).isEqualTo(2);
        assertThat(both.failures()).containsExactly("no");
        assertThat(Sample.none().perSecond()).isZero();
    }
}
