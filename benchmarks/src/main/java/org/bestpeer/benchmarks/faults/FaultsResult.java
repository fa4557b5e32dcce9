package org.bestpeer.benchmarks.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.benchmarks.faults.Verdict.Kind;

/** What came of the cases. Thread-safe while it grows. */
public final class FaultsResult {
    private final Map<Kind, Integer> counts = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private int struck;
    private int killed;
    private int buffers;
    private long longestMillis;
    private double seconds;

    FaultsResult() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, 0);
        }
    }

    synchronized void add(FaultCase given, Verdict verdict, boolean isKill) {
        counts.merge(verdict.kind(), 1, Integer::sum);
        struck += verdict.struck() ? 1 : 0;
        killed += isKill ? 1 : 0;
        longestMillis = Math.max(longestMillis, verdict.millis());
        if (!verdict.isGood()) {
            failures.add("%s: %s: %s".formatted(verdict.kind(), given, verdict.text()));
        }
    }

    synchronized void buffers(Collection<String> leaked) {
        buffers = leaked.size();
        leaked.stream()
                .limit(1)
                .forEach(first -> failures.add("%d buffers were lost, one of them %s".formatted(leaked.size(), first)));
    }

    synchronized void fail(String what) {
        failures.add(what);
    }

    synchronized void took(double time) {
        seconds = time;
    }

    /** Cases that ended otherwise than they may, and what else is wrong; empty if all is well. */
    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** How many cases ended so. */
    synchronized int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** How many cases were run. */
    public synchronized int cases() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Numbers for the last line. */
    public synchronized Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cases", cases());
        figures.put("right", count(Kind.RIGHT));
        figures.put("errors", count(Kind.ERROR));
        figures.put("wrong", count(Kind.WRONG));
        figures.put("late", count(Kind.LATE));
        figures.put("left", count(Kind.LEFT));
        figures.put("buffers", buffers);
        figures.put("struck", struck);
        figures.put("killed", killed);
        figures.put("longest_ms", longestMillis);
        figures.put("seconds", Math.round(seconds));
        return figures;
    }
}
