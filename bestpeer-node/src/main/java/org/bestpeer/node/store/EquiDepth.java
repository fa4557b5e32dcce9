package org.bestpeer.node.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Histogram.Bucket;
import org.bestpeer.engine.type.TypeKind;

/**
 * Cuts a column's values into buckets of about as many rows each, by a sample. Equal values are in one bucket. There is no
 * gap between two buckets, because a sample cannot know that no row lies there.
 */
final class EquiDepth {
    private static final int BUCKETS = 8;
    /** With fewer values a histogram says hardly more than the bounds. */
    private static final int FEWEST_VALUES = 64;

    private EquiDepth() {}

    /**
     * The histogram of a column.
     *
     * @param sample some of its values
     * @param min smallest of all its values
     * @param max largest of all its values
     * @param rows number of rows whose value is not NULL
     * @param distinct number of different values
     */
    static Histogram of(TypeKind kind, List<Object> sample, Object min, Object max, double rows, double distinct) {
        if (sample.size() < FEWEST_VALUES) {
            return Histogram.NONE;
        }
        List<Object> sorted = new ArrayList<>(sample);
        sorted.sort((a, b) -> Values.compare(kind, a, b));
        List<Integer> starts = starts(kind, sorted, min, max);
        if (starts.size() < 2) {
            return Histogram.NONE;
        }
        int[] different = different(kind, sorted);
        double rowsEach = rows / sorted.size();
        double distinctEach = distinct / different[sorted.size()];
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = starts.get(i);
            boolean last = i == starts.size() - 1;
            int to = last ? sorted.size() : starts.get(i + 1);
            double inside = rowsEach * (to - from);
            double values = distinctEach * (different[to] - different[from]);
            buckets.add(new Bucket(
                    i == 0 ? min : sorted.get(from),
                    last ? max : sorted.get(to),
                    last,
                    inside,
                    Math.min(inside, Math.max(1, values))));
        }
        return new Histogram(buckets);
    }

    /** Where buckets begin: at the first of equal values. */
    private static List<Integer> starts(TypeKind kind, List<Object> sorted, Object min, Object max) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int bucket = 1; bucket < BUCKETS; bucket++) {
            Object value = sorted.get(bucket * sorted.size() / BUCKETS);
            int start = first(kind, sorted, value);
            // A long text that was cut may sort before the smallest value.
            boolean inside = Values.compare(kind, value, min) > 0 && Values.compare(kind, value, max) <= 0;
            if (inside && start > starts.get(starts.size() - 1)) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static int first(TypeKind kind, List<Object> sorted, Object value) {
        int at = Collections.binarySearch(sorted, value, (a, b) -> Values.compare(kind, a, b));
        while (at > 0 && Values.compare(kind, sorted.get(at - 1), value) == 0) {
            at--;
        }
        return at;
    }

    /** For each index, how many different values stand before it. */
    private static int[] different(TypeKind kind, List<Object> sorted) {
        int[] different = new int[sorted.size() + 1];
        for (int i = 0; i < sorted.size(); i++) {
            boolean isNew = i == 0 || Values.compare(kind, sorted.get(i - 1), sorted.get(i)) != 0;
            different[i + 1] = different[i] + (isNew ? 1 : 0);
        }
        return different;
    }
}
