package org.bestpeer.benchmarks.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured in a tree of so many peers. Beside them stand the bounds of the paper (VLDB 2005).
 *
 * @param peers number of peers
 * @param height number of levels
 * @param exact hops of look-ups for one key
 * @param range hops of look-ups for a range
 * @param worstRange by how much a range took, at worst, more hops than a look-up of its first key by the same peer and
 *     the nodes it covers
 * @param insert hops of an entry to its holder
 * @param place messages to find a place for a peer
 * @param join messages to update links when a peer joins
 * @param leave messages to update links when a peer leaves
 * @param levels hops of look-ups for each peer of a level, as a multiple of the mean over all peers
 */
public record Figures(
        int peers,
        int height,
        Series exact,
        Series range,
        long worstRange,
        Series insert,
        Series place,
        Series join,
        Series leave,
        Map<Integer, Double> levels) {
    private static final double HEIGHT_FACTOR = 1.44;
    private static final double ROOT_FACTOR = 1.5;

    public Figures {
        levels = new TreeMap<>(levels);
    }

    static double log2(double number) {
        return Math.log(Math.max(1, number)) / Math.log(2);
    }

    double log() {
        return log2(peers);
    }

    double heightBound() {
        return HEIGHT_FACTOR * log() + 1;
    }

    double longestBound() {
        return HEIGHT_FACTOR * log() + 2;
    }

    public double rootLoad() {
        return levels.getOrDefault(0, 0.0);
    }

    /** What the issue asks for. */
    public List<Criterion> criteria() {
        List<Criterion> all = new ArrayList<>();
        String at = String.format(Locale.ROOT, " at %,d peers", peers);
        all.add(Criterion.atMost("height" + at, height, heightBound()));
        all.add(Criterion.atMost("mean hops of an exact search" + at, exact.mean(), log()));
        all.add(Criterion.atMost("most hops of an exact search" + at, exact.max(), longestBound()));
        all.add(Criterion.atMost(
                "hops of a range beyond its first key's and nodes covered" + at, (double) worstRange, 0));
        all.add(Criterion.atMost("mean messages to find a place" + at, place.mean(), HEIGHT_FACTOR * log()));
        all.add(Criterion.atMost("mean messages to update links at a join" + at, join.mean(), 6 * log()));
        all.add(Criterion.atMost("mean messages to update links at a leave" + at, leave.mean(), 8 * log()));
        all.add(Criterion.atMost("routing of the root over the mean" + at, rootLoad(), ROOT_FACTOR));
        return all;
    }

    /** A block of lines: each figure with the paper's bound. */
    public String table() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d peers%n", peers));
        text.append(String.format(Locale.ROOT, "  %-34s %8s %8s   %s%n", "", "mean", "max", "bound"));
        line(text, "height", height, height, "1.44 log N + 1 = %.1f".formatted(heightBound()));
        line(
                text,
                "hops, exact",
                exact.mean(),
                exact.max(),
                "mean log N = %.1f, max 1.44 log N + 2 = %.1f".formatted(log(), longestBound()));
        line(
                text,
                "hops, range",
                range.mean(),
                range.max(),
                "exact + nodes covered; beyond it: %d".formatted(Math.max(0, worstRange)));
        line(text, "hops, insert", insert.mean(), insert.max(), "log N = %.1f".formatted(log()));
        line(
                text,
                "messages to find a place",
                place.mean(),
                place.max(),
                "1.44 log N = %.1f".formatted(HEIGHT_FACTOR * log()));
        line(text, "messages to update links, join", join.mean(), join.max(), "6 log N = %.1f".formatted(6 * log()));
        line(text, "messages to update links, leave", leave.mean(), leave.max(), "8 log N = %.1f".formatted(8 * log()));
        text.append("  routing by level, times the mean  ");
        levels.forEach((level, load) -> text.append(String.format(Locale.ROOT, " %d: %.2f", level, load)));
        return text.append(System.lineSeparator()).toString();
    }

    private static void line(StringBuilder text, String name, double mean, double max, String bound) {
        text.append(String.format(Locale.ROOT, "  %-34s %8.2f %8.0f   %s%n", name, mean, max, bound));
    }

    /**
     * A series of numbers, summed up.
     *
     * @param count how many there are
     */
    public record Series(long count, double mean, double max) {
        static Series of(List<Long> numbers) {
            return new Series(
                    numbers.size(),
                    numbers.stream().mapToLong(Long::longValue).average().orElse(0),
                    numbers.stream().mapToLong(Long::longValue).max().orElse(0));
        }
    }
}
