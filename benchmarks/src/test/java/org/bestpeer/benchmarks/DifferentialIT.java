package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bestpeer.benchmarks.differential.Differential;
import org.bestpeer.benchmarks.differential.DifferentialResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slice of the differential test. */
class DifferentialIT {
    private static final int QUERIES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 4})
    void answersAsTheCentralDatabasesDo(long seed) throws Exception {
        DifferentialResult result = Differential.run(
                seed, QUERIES, Runtime.getRuntime().availableProcessors(), Optional.empty(), System.out::println);

        assertThat(result.failures()).isEmpty();
        assertThat(result.postgresql())
                .as("PostgreSQL must be installed for this test: apt-get install postgresql")
                .isTrue();
        assertThat(result.count("queries") + result.count("partitioned")).isEqualTo(QUERIES);
        assertThat(result.count("judged by POSTGRESQL")).isGreaterThan(QUERIES / 2);
        assertThat(result.count("judged by HSQLDB")).isGreaterThan(QUERIES / 4);
    }
}
