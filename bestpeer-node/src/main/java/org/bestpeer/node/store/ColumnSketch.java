package org.bestpeer.node.store;

import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** What the values of a column look like: bounds, NULLs, different values. Not thread-safe while it is filled. */
final class ColumnSketch {
    private final TypeKind kind;
    private final DistinctSketch distinct;
    private @Nullable Object min;
    private @Nullable Object max;
    private long nulls;
    private boolean supplementary;

    ColumnSketch(TypeKind kind) {
        this(kind, new DistinctSketch());
    }

    private ColumnSketch(TypeKind kind, DistinctSketch distinct) {
        this.kind = kind;
        this.distinct = distinct;
    }

    /** A sketch made before. */
    static ColumnSketch of(TypeKind kind, DistinctSketch distinct, Bounds bounds, long nulls, boolean supplementary) {
        ColumnSketch sketch = new ColumnSketch(kind, distinct);
        sketch.min = bounds.min();
        sketch.max = bounds.max();
        sketch.nulls = nulls;
        sketch.supplementary = supplementary;
        return sketch;
    }

    /** Smallest and largest value, null if there is none. */
    record Bounds(@Nullable Object min, @Nullable Object max) {}

    /** Takes in one value and returns its hash. */
    long add(@Nullable Object value) {
        if (value == null) {
            nulls++;
            return 0;
        }
        if (min == null || Values.compare(kind, value, min) < 0) {
            min = value;
        }
        if (max == null || Values.compare(kind, value, max) > 0) {
            max = value;
        }
        if (!supplementary && value instanceof String text) {
            supplementary = Values.hasSupplementary(text);
        }
        long hash = Values.hash(kind, value);
        distinct.add(hash);
        return hash;
    }

    ColumnSketch merge(ColumnSketch other) {
        Bounds bounds = new Bounds(smaller(min, other.min), larger(max, other.max));
        return of(
                kind,
                distinct.merge(other.distinct),
                bounds,
                nulls + other.nulls,
                supplementary || other.supplementary);
    }

    ColumnStatistics statistics(long rows) {
        double values = rows - nulls;
        return new ColumnStatistics(
                min, max, Math.min(values, Math.rint(distinct.estimate())), rows == 0 ? 0 : (double) nulls / rows);
    }

    Bounds bounds() {
        return new Bounds(min, max);
    }

    DistinctSketch distinct() {
        return distinct;
    }

    long nulls() {
        return nulls;
    }

    /** Whether a string has a character beyond U+FFFF. */
    boolean supplementary() {
        return supplementary;
    }

    private @Nullable Object smaller(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return Values.compare(kind, left, right) <= 0 ? left : right;
    }

    private @Nullable Object larger(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return Values.compare(kind, left, right) >= 0 ? left : right;
    }
}
