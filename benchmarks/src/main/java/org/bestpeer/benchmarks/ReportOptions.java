package org.bestpeer.benchmarks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every measurement has: where it says what, how it refuses wrong usage, and what it does with what it found. */
final class ReportOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--check",
            description = "exit with 1 and name the goal if a goal stated for the measurement does not hold")
    private boolean check;

    @Option(names = "--json", paramLabel = "FILE", description = "also write the figures into a file")
    private @Nullable Path json;

    /** What is written into a file. */
    private record Kept(@JsonUnwrapped Measurement measurement, Map<String, String> machine) {}

    /** For tables and the last line. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** For progress. */
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Says what is wrong with the options; to be thrown. */
    ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** Refuses an option's value below a bound. */
    void atLeast(long bound, String option, long value) {
        if (value < bound) {
            throw wrong("%s must be at least %d: %d".formatted(option, bound, value));
        }
    }

    /** Prints the last line and tells the exit code. */
    int finish(Measurement measurement) throws IOException {
        PrintWriter out = out();
        PrintWriter err = err();
        measurement.failedGoals().forEach(goal -> err.println("goal missed: " + goal));
        if (json != null) {
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(json.toFile(), new Kept(measurement, Machine.facts()));
        }
        out.println(measurement.line());
        out.flush();
        err.flush();
        return check && !measurement.failedGoals().isEmpty() ? 1 : 0;
    }
}
