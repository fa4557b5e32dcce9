package org.bestpeer.benchmarks.throughput;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of asking for a while.
 *
 * @param nanos how long it took to the last answer
 * @param heavy how long heavy questions took
 * @param light how long light ones did
 * @param failures answers that were wrong, and errors
 */
record Sample(long nanos, Latencies heavy, Latencies light, List<String> failures) {
    private static final double NANOS_PER_SECOND = 1e9;

    Sample {
        failures = List.copyOf(failures);
    }

    /** Nothing was asked. */
    static Sample none() {
        return new Sample(0, Latencies.of(List.of()), Latencies.of(List.of()), List.of());
    }

    int questions() {
        return heavy.count() + light.count();
    }

    /** Answers a second. */
    double perSecond() {
        return nanos == 0 ? 0 : questions() * NANOS_PER_SECOND / nanos;
    }

    /** This one and then the other. */
    Sample and(Sample other) {
        return new Sample(
                nanos + other.nanos,
                heavy.and(other.heavy),
                light.and(other.light),
                Stream.concat(failures.stream(), other.failures.stream()).toList());
    }
}
