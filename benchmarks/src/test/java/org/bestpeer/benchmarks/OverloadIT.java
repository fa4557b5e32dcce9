package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@code benchmarks/run overload} with 200 statements at once, in a process with 2 GB of heap that ends if that is too little. How
 * many are answered in time depends on the machine; that is a goal of the measurement alone.
 */
class OverloadIT {
    private static final long MINUTES = 5;

    @Test
    void manyStatementsAtOnceEndWithTheRightRowsOrAClearRefusalAndLeaveNothing() throws Exception {
        Process process = start("--statements", "200", "--rounds", "1", "--scale", "0.01");
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said)
                    .contains("overload statements=200")
                    .containsPattern(" right=[1-9]")
                    .contains(" left_behind=0 ")
                    .doesNotContain(" unexpected=");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "org.bestpeer.benchmarks.Main",
                "overload"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
