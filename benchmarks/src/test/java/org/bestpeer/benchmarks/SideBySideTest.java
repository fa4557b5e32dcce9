package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void everySystemHasItsTurnInEachRoundAndIsTheFirstInTurn() throws Exception {
        List<String> turns = new ArrayList<>();

        Map<String, List<Integer>> results = SideBySide.rounds(List.of("a", "b", "c"), 4, (system, round) -> {
            turns.add(system + round);
            return round * 10;
        });

        assertThat(turns).containsExactly("a0", "b0", "c0", "b1", "c1", "a1", "c2", "a2", "b2", "a3", "b3", "c3");
        assertThat(results.keySet()).containsExactly("a", "b", "c");
        assertThat(results.values()).allSatisfy(rounds -> assertThat(rounds).containsExactly(0, 10, 20, 30));
    }

    @Test
    void theMedianIsTheMiddle() {
        assertThat(SideBySide.median(List.of(5.0, 1.0, 100.0))).isEqualTo(5);
        assertThat(SideBySide.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
        assertThat(SideBySide.geometricMean(List.of(0.5, 8.0))).isCloseTo(2, within(1e-9));
    }
}
