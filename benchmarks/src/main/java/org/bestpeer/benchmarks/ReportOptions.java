package org.bestpeer.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every measurement does with what it found. */
final class ReportOptions {
    @Option(
            names = "--check",
            description = "exit with 1 and name the goal if a goal stated for the measurement does not hold")
    private boolean check;

    @Option(names = "--json", paramLabel = "FILE", description = "also write the figures into a file")
    private @Nullable Path json;

    /** Prints the last line and tells the exit code. */
    int finish(Measurement measurement, PrintWriter out, PrintWriter err) throws IOException {
        measurement.failedGoals().forEach(goal -> err.println("goal missed: " + goal));
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), measurement);
        }
        out.println(measurement.line());
        out.flush();
        err.flush();
        return check && !measurement.failedGoals().isEmpty() ? 1 : 0;
    }
}
