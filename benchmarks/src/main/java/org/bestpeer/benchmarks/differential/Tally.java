package org.bestpeer.benchmarks.differential;

import java.util.Map;
import java.util.TreeMap;

/** Counts of what happened. Not thread-safe. */
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void add(Tally other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    Map<String, Long> all() {
        return new TreeMap<>(counts);
    }
}
