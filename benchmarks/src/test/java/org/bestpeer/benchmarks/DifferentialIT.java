package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bestpeer.benchmarks.differential.Differential;
import org.bestpeer.benchmarks.differential.DifferentialResult;
import org.junit.jupiter.api.Test;

/** A slice of the differential test that every commit turns to another seed. */
class DifferentialIT {
    private static final int QUERIES = 5_000;
    private static final long WITHOUT_COMMIT = 20_261_129;

    @Test
    void answersAsTheCentralDatabasesDo() throws Exception {
        long seed = seed();
        System.out.println("differential --seed " + seed);

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

    /** The beginning of the commit's name as a number, or a fixed one outside of a repository. */
    private static long seed() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(new File("."))
                .start();
        String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return git.waitFor() == 0 ? Long.parseLong(commit.substring(0, 12), 16) : WITHOUT_COMMIT;
    }
}
