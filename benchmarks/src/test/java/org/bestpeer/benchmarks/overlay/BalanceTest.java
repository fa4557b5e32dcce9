package org.bestpeer.benchmarks.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BalanceTest {
    @Test
    void skewedInsertsAreSpreadOverThePeers() {
        SimulatedTree tree = new SimulatedTree(1, SimulatedTree.reporting(Duration.ofSeconds(5)));
        tree.grow(16);
        Balance.Report report = Balance.run(tree, 4000, line -> {});
        assertThat(report.criteria()).allMatch(Criterion::holds, "holds");
        assertThat(report.entries()).isLessThanOrEqualTo(4000);
    }
}
