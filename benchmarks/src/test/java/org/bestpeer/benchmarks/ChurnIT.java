package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bestpeer.benchmarks.churn.Churn;
import org.bestpeer.benchmarks.churn.ChurnPlan;
import org.bestpeer.benchmarks.churn.ChurnResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of {@code benchmarks/run churn}. */
class ChurnIT {
    private static final ChurnPlan SMALL = new ChurnPlan(10, 7, 2, 50, 1);

    /** The goal is 0.995 of the look-ups of three minutes among 40 peers; one repair weighs more here. */
    private static final double ANSWERED = 0.9;

    @Test
    void noLookupIsWrongWhilePeersComeGoAndDie(@TempDir Path directory) throws Exception {
        StringBuilder log = new StringBuilder();
        ChurnResult result = Churn.run(SMALL, directory, line -> {
            synchronized (log) {
                log.append(line).append('\n');
            }
        });

        assertThat(result.broken()).as(log.toString()).isEmpty();
        assertThat(result.answeredShare()).as(log.toString()).isGreaterThan(ANSWERED);
        assertThat(result.growth()).as(log.toString()).isEmpty();
        assertThat((Integer) result.figures().get("kills")).as(log.toString()).isPositive();
    }
}
