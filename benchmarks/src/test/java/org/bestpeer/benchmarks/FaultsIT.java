package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bestpeer.benchmarks.faults.Faults;
import org.bestpeer.benchmarks.faults.FaultsPlan;
import org.bestpeer.benchmarks.faults.FaultsResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of {@code benchmarks/run faults}; its seed turns with every commit. */
class FaultsIT {
    private static final int CASES = 120;
    private static final int KILLS = 8;

    @Test
    void everyQueryIsAnsweredWholeOrFailsClearlyAndLeavesNothing(@TempDir Path directory) throws Exception {
        long seed = CommitSeed.current();
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        FaultsResult result = Faults.run(FaultsPlan.of(CASES, seed), directory, lines::add);
        String log = String.join("\n", lines);

        assertThat(result.failures()).as("seed %d:%n%s", seed, log).isEmpty();
        Map<String, Object> figures = result.figures();
        assertThat(figures).as(log).containsEntry("cases", CASES).containsEntry("killed", KILLS);
        // A fault that comes after the end is none.
        assertThat((Integer) figures.get("struck")).as(log).isGreaterThan(CASES / 2);
        assertThat((Integer) figures.get("right")).as(log).isPositive();
        assertThat((Integer) figures.get("errors")).as(log).isPositive();
    }
}
