package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bestpeer.benchmarks.differential.Differential;
import org.bestpeer.benchmarks.differential.DifferentialResult;
import org.junit.jupiter.api.Test;

/** A slice of the differential test, whose seed turns with every commit. */
class DifferentialIT {
    private static final int QUERIES = 5_000;

    @Test
    void answersAsTheCentralDatabasesDo() throws Exception {
        long seed = CommitSeed.current();
        DifferentialResult result = Differential.run(
                seed, QUERIES, Runtime.getRuntime().availableProcessors(), Optional.empty(), System.out::println);

        assertThat(result.failures()).as("seed %d", seed).isEmpty();
        assertThat(result.postgresql())
                .as("PostgreSQL must be installed for this test: apt-get install postgresql")
                .isTrue();
        assertThat(result.count("queries") + result.count("partitioned")).isEqualTo(QUERIES);
        assertThat(result.count("judged by POSTGRESQL")).isGreaterThan(QUERIES / 2);
        assertThat(result.count("judged by HSQLDB")).isGreaterThan(QUERIES / 4);
    }
}
