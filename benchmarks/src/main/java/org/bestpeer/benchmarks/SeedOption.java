package org.bestpeer.benchmarks;

import picocli.CommandLine.Option;

/** What the random choices of a measurement follow from. */
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "of the random choices; default ${DEFAULT-VALUE}")
    private long seed;

    long value() {
        return seed;
    }
}
