package org.bestpeer.benchmarks.overload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the statements. Thread-safe. */
final class Tally {
    private static final int MOST_EXAMPLES = 20;

    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();

    void count(String outcome) {
        counts.computeIfAbsent(outcome, o -> new AtomicInteger()).incrementAndGet();
    }

    /** Something that must not happen. */
    void unexpected(String what) {
        count("unexpected");
        if (unexpected.size() < MOST_EXAMPLES) {
            unexpected.add(what);
        }
    }

    int of(String outcome) {
        AtomicInteger count = counts.get(outcome);
        return count == null ? 0 : count.get();
    }

    /** Counts by outcome. */
    Map<String, Integer> all() {
        Map<String, Integer> all = new TreeMap<>();
        counts.forEach((outcome, count) -> all.put(outcome, count.get()));
        return all;
    }

    List<String> unexpected() {
        return new ArrayList<>(unexpected);
    }
}
