package org.bestpeer.benchmarks.churn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how look-ups ended. Not thread-safe. */
final class Lookups {
    private final List<Long> millis = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int sent;
    private int unavailable;
    private int orphaned;

    void sent() {
        sent++;
    }

    /** Answered, and this is what is wrong with the answer. */
    void answered(long nanos, List<String> mismatches) {
        millis.add(nanos / 1_000_000);
        wrong.addAll(mismatches);
    }

    void unavailable(String reason) {
        unavailable++;
        // Names of peers apart, reasons are few.
        reasons.merge(reason.replaceAll("peer p-\\S+|p-[0-9]\\S*", "peer"), 1, Integer::sum);
    }

    /** Who asked was killed or left before the answer. */
    void orphaned() {
        orphaned++;
    }

    /** Look-ups that neither were answered nor failed. */
    int open() {
        return sent - answered() - unavailable - orphaned;
    }

    int answered() {
        return millis.size();
    }

    int unavailable() {
        return unavailable;
    }

    int orphans() {
        return orphaned;
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    Map<String, Integer> reasons() {
        return Map.copyOf(reasons);
    }

    /** Of those that had somebody to answer. */
    double answeredShare() {
        int ended = answered() + unavailable;
        return ended == 0 ? 0 : (double) answered() / ended;
    }

    /** Time within which so many of 1000 answers came. */
    long perMille(int share) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * share / 1000));
    }
}
