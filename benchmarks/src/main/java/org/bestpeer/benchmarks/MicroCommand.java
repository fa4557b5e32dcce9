package org.bestpeer.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The inner loops by themselves. */
@Command(
        name = "micro",
        description = {
            "The engine's inner loops by themselves, timed by JMH over 131,072 rows in memory: conditions, arithmetic, joins, groups,"
                    + " sorts, and batches to bytes and back; nanoseconds for each row.",
            "It has no goals.",
            "Example: benchmarks/run micro 'join|group'"
        })
final class MicroCommand implements Callable<Integer> {
    private static final String PACKAGE = "org\\.bestpeer\\.benchmarks\\.micro\\..*";

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = "",
            description = "a regular expression that is found in the names of the loops to run; default: all")
    private String pattern = "";

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "1",
            description = "new programs for each loop; 0: in this one; default ${DEFAULT-VALUE}")
    private int forks;

    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            defaultValue = "3",
            description = "first rounds of each loop, which do not count; default ${DEFAULT-VALUE}")
    private int warmUps;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "rounds of each loop that count; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "1000",
            description = "time of each round; default ${DEFAULT-VALUE}")
    private int millis;

    @Override
    public Integer call() throws Exception {
        report.atLeast(0, "--forks", forks);
        report.atLeast(0, "--warm-ups", warmUps);
        report.atLeast(1, "--rounds", rounds);
        report.atLeast(1, "--millis", millis);
        Options options = new OptionsBuilder()
                .include(PACKAGE + "(" + pattern + ")")
                .forks(forks)
                .warmupIterations(warmUps)
                .measurementIterations(rounds)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementTime(TimeValue.milliseconds(millis))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        report.err().println("running the loops");
        Collection<RunResult> results;
        try {
            results = new Runner(options).run();
        } catch (NoBenchmarksException e) {
            throw report.wrong("no loop has a name like " + pattern);
        }
        report.out().print(table(results));
        return report.finish(new Measurement("micro", figures(results), List.of()));
    }

    /** As JMH prints it. */
    private static String table(Collection<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.TEXT, out).writeOut(results);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> figures(Collection<RunResult> results) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            double nanos = result.getPrimaryResult().getScore();
            figures.put(name.substring(name.lastIndexOf('.') + 1) + "_ns", Math.round(nanos * 1000) / 1000.0);
        }
        return figures;
    }
}
