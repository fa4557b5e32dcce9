package org.bestpeer.benchmarks;

import picocli.CommandLine.Option;

/** On how many threads a measurement runs. */
final class ThreadsOption {
    @Option(names = "--threads", paramLabel = "N", description = "default: one for each core")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** At least 1. */
    int value(ReportOptions report) {
        report.atLeast(1, "--threads", threads);
        return threads;
    }
}
