package org.bestpeer.benchmarks;

import picocli.CommandLine.Option;

/** How often each query of a measurement runs. */
final class RunsOptions {
    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            defaultValue = "5",
            description = "rounds at first whose times do not count, their answers do; default ${DEFAULT-VALUE}")
    private int warmUps;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "7",
            description = "rounds after these; medians are shown; default ${DEFAULT-VALUE}")
    private int runs;

    /** Refuses what cannot be run. */
    void check(ReportOptions report) {
        report.atLeast(1, "--warm-ups", warmUps);
        report.atLeast(1, "--runs", runs);
    }

    int warmUps() {
        return warmUps;
    }

    int runs() {
        return runs;
    }

    /** All rounds. */
    int rounds() {
        return warmUps + runs;
    }
}
