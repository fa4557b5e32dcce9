package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bestpeer.benchmarks.throughput.Throughput;
import org.bestpeer.benchmarks.throughput.ThroughputPlan;
import org.bestpeer.benchmarks.throughput.ThroughputResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code benchmarks/run throughput} in small. How many answers a second there are depends on the machine and is a goal of it alone. */
class ThroughputIT {
    private static final ThroughputPlan.Pairs FEW = new ThroughputPlan.Pairs(20, 20, 20);

    @Test
    void everyQuestionIsAnsweredRightlyByOneOwner(@TempDir Path directory) throws Exception {
        ThroughputPlan plan =
                new ThroughputPlan(0.01, List.of(2, 4), List.of(4), List.of(1, 2), 0.3, 1, FEW, CommitSeed.current());
        Queue<String> lines = new ConcurrentLinkedQueue<>();

        ThroughputResult result = Throughput.run(plan, directory, lines::add);

        String log = String.join("\n", lines) + "\n" + result.missed();
        assertThat(result.figures())
                .as(log)
                .containsEntry("wrong", 0)
                .containsKeys("p2_c1_qps", "p4_c2_light_p99_ms", "ratio", "cpu_ratio", "messages_4", "bytes_4");
        assertThat((Long) result.figures().get("asked")).as(log).isGreaterThan(2 * 20 * (2 + 4 + 2));
        assertThat(result.missed()).as(log).noneMatch(goal -> goal.contains("one owner"));
        // The request, rows, credit and the end: those who ask are those who are looked at.
        assertThat((Double) result.figures().get("messages_4")).as(log).isBetween(3.0, 6.0);
        assertThat(result.table()).as(log).hasSize(1 + 4 + 3 + 1);
    }
}
