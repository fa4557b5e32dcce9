package org.bestpeer.benchmarks.throughput;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Both parts, one after the other. */
public final class Throughput {
    private Throughput() {}

    /**
     * Runs them.
     *
     * @param directory for the state of the peers; whoever calls deletes it
     * @param log takes lines for people
     */
    public static ThroughputResult run(ThroughputPlan plan, Path directory, Consumer<String> log) throws Exception {
        ThroughputReport report = new ThroughputReport(plan);
        try (Timed timed = Timed.start(plan, directory, log)) {
            timed.warmUp();
            timed.measure();
            report.add(timed);
        }
        try (Counted counted = Counted.start(plan, directory, log)) {
            counted.measure();
            report.add(counted);
        }
        return report.result();
    }
}
