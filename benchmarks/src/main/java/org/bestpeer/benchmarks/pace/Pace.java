package org.bestpeer.benchmarks.pace;

import java.util.Arrays;
import java.util.List;

/**
 * How long some answers took.
 *
 * @param nanos of each, from small to large
 * @param seconds in which all of them came
 * @param failures what went wrong, the first few
 */
public record Pace(long[] nanos, double seconds, List<String> failures) {
    private static final double MILLION = 1e6;

    public Pace {
        nanos = nanos.clone();
        Arrays.sort(nanos);
        failures = List.copyOf(failures);
    }

    /** The same with the failures of an earlier pace, if it had any. */
    Pace failingAs(Pace earlier) {
        return earlier.failures().isEmpty() ? this : new Pace(nanos, seconds, earlier.failures());
    }

    /** Milliseconds that so large a share of the answers did not exceed. */
    public double millis(double share) {
        return nanos.length == 0 ? Double.NaN : nanos[Math.max(0, (int) Math.ceil(nanos.length * share) - 1)] / MILLION;
    }

    /** Answers a second. */
    public double perSecond() {
        return nanos.length / seconds;
    }
}
