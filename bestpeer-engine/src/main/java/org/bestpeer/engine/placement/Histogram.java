package org.bestpeer.engine.placement;

import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bestpeer.engine.type.ValueOrder;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of a column have values between which bounds, NULLs left out. Histograms of several owners stand beside
 * each other in one, so buckets may overlap. An estimate, never a fact.
 *
 * @param buckets parts of the rows; empty if nothing is known
 */
public record Histogram(List<Bucket> buckets) {
    private static final int LETTERS = 6;
    private static final int PRINTABLE = 95;

    public static final Histogram NONE = new Histogram(List.of());

    public Histogram {
        buckets = List.copyOf(buckets);
    }

    /**
     * Rows whose values lie between two bounds.
     *
     * @param low smallest value
     * @param high where the next bucket begins, or the largest value
     * @param closed whether {@code high} itself belongs to it, as in the last bucket
     * @param rows number of rows
     * @param distinct number of different values among them
     */
    public record Bucket(Object low, Object high, boolean closed, double rows, double distinct) {}

    /** All rows in one bucket; nothing known if the bounds are not. */
    public static Histogram uniform(@Nullable Object min, @Nullable Object max, double rows, double distinct) {
        return min == null || max == null || rows <= 0
                ? NONE
                : new Histogram(List.of(new Bucket(min, max, true, rows, distinct)));
    }

    /** The rows of all of them; nothing known if that is so of any. */
    public static Histogram together(Collection<Histogram> parts) {
        List<Bucket> all = new ArrayList<>();
        for (Histogram part : parts) {
            if (part.isEmpty()) {
                return NONE;
            }
            all.addAll(part.buckets);
        }
        return new Histogram(all);
    }

    public boolean isEmpty() {
        return buckets.isEmpty();
    }

    public double rows() {
        double rows = 0;
        for (Bucket bucket : buckets) {
            rows += bucket.rows;
        }
        return rows;
    }

    /** Whether the value can be compared with the bounds. */
    public boolean knows(@Nullable Object value) {
        return buckets.stream().allMatch(bucket -> comparable(bucket.low, value) && comparable(bucket.high, value));
    }

    /** Rows with a smaller value; one that {@link #knows}. */
    public double rowsBelow(Object value) {
        double rows = 0;
        for (Bucket bucket : buckets) {
            rows += bucket.rows * shareBelow(bucket, value);
        }
        return rows;
    }

    /** Rows with this value; one that {@link #knows}. */
    public double rowsEqual(Object value) {
        return buckets.stream()
                .filter(bucket -> holds(bucket, value))
                .mapToDouble(bucket -> bucket.rows / Math.max(1, bucket.distinct))
                .sum();
    }

    /** Rows of the buckets in which this value lies; one that {@link #knows}. */
    public double rowsAround(Object value) {
        return buckets.stream()
                .filter(bucket -> holds(bucket, value))
                .mapToDouble(Bucket::rows)
                .sum();
    }

    private static boolean holds(Bucket bucket, Object value) {
        int high = compare(value, bucket.high);
        return compare(value, bucket.low) >= 0 && (high < 0 || (high == 0 && bucket.closed));
    }

    /** Numbers, dates and times spread evenly in a bucket, and texts nearly so by their first letters. */
    private static double shareBelow(Bucket bucket, Object value) {
        if (compare(value, bucket.low) <= 0) {
            return 0;
        }
        int high = compare(value, bucket.high);
        if (high > 0 || (high == 0 && !bucket.closed)) {
            return 1;
        }
        if (bucket.low instanceof Number low && bucket.high instanceof Number top && value instanceof Number at) {
            double width = top.doubleValue() - low.doubleValue();
            double share = (at.doubleValue() - low.doubleValue()) / width;
            return width > 0 && Double.isFinite(share) ? share : 0.5;
        }
        if (high == 0) {
            return 1;
        }
        return bucket.low instanceof String low && bucket.high instanceof String top && value instanceof String at
                ? shareBelow(low, top, at)
                : 0.5;
    }

    private static double shareBelow(String low, String high, String value) {
        int common = Strings.commonPrefix(low, high).length();
        double from = position(low, common);
        double width = position(high, common) - from;
        double share = (position(value, common) - from) / width;
        return width > 0 ? Math.max(0, Math.min(1, share)) : 0.5;
    }

    /** Some characters of a text as the digits of a fraction. */
    private static double position(String text, int from) {
        double position = 0;
        double digit = 1;
        for (int i = from; i < Math.min(text.length(), from + LETTERS); i++) {
            digit /= PRINTABLE;
            position += digit * Math.max(0, Math.min(PRINTABLE - 1, text.charAt(i) - ' '));
        }
        return position;
    }

    private static boolean comparable(Object bound, @Nullable Object value) {
        return (bound instanceof Number && value instanceof Number)
                || (bound instanceof String && value instanceof String);
    }

    private static int compare(Object left, Object right) {
        if (left instanceof String l && right instanceof String r) {
            return ValueOrder.compareTexts(l, r);
        }
        return Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue());
    }
}
