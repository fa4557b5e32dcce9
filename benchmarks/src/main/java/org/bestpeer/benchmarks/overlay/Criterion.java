package org.bestpeer.benchmarks.overlay;

import java.util.Locale;

/**
 * One thing that must hold.
 *
 * @param name what it is about
 * @param holds whether it does
 * @param found what was found, and what is asked for
 */
public record Criterion(String name, boolean holds, String found) {
    static Criterion atMost(String name, double found, double bound) {
        return new Criterion(name, found <= bound, String.format(Locale.ROOT, "%.2f, at most %.2f", found, bound));
    }

    static Criterion none(String name, long count) {
        return new Criterion(name, count == 0, "%d".formatted(count));
    }

    @Override
    public String toString() {
        return "%-6s %s: %s".formatted(holds ? "ok" : "FAILED", name, found);
    }
}
