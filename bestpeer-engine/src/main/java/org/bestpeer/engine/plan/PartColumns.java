package org.bestpeer.engine.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;

/**
 * What is proven of a part's columns.
 *
 * @param ranges by column and site: between which bounds its values there lie, NULL left out; nothing is known of
 *     columns and sites that are missing
 * @param notNull columns without NULL
 */
record PartColumns(Map<Integer, Map<Site, ColumnRange>> ranges, Set<Integer> notNull) {
    static final PartColumns NONE = new PartColumns(Map.of(), Set.of());

    PartColumns {
        ranges = Map.copyOf(ranges);
        notNull = Set.copyOf(notNull);
    }

    /** The columns of a scan, by what the owners promised. */
    static PartColumns of(Operator.Scan scan, List<Partition> partitions) {
        Map<Integer, Map<Site, ColumnRange>> ranges = new HashMap<>();
        for (int i = 0; i < scan.fields().size(); i++) {
            Field field = scan.fields().get(i);
            if (isOrdered(field.type().kind())) {
                Map<Site, ColumnRange> bySite = new HashMap<>();
                for (Partition partition : partitions) {
                    ColumnRange range = partition.promised().get(field.name());
                    if (range != null) {
                        bySite.put(partition.site(), range);
                    }
                }
                ranges.put(i, bySite);
            }
        }
        return new PartColumns(ranges, Set.of());
    }

    /** NaN and -0 keep DOUBLE out of proofs. */
    private static boolean isOrdered(TypeKind kind) {
        return kind != TypeKind.BOOLEAN && kind != TypeKind.DOUBLE && kind != TypeKind.VARBINARY;
    }

    /** Whether, among these sites, a value of this column never meets the same value of the other's at another site. */
    boolean isApart(int column, PartColumns other, int otherColumn, Set<Site> mine, Set<Site> others) {
        Map<Site, ColumnRange> left = ranges.getOrDefault(column, Map.of());
        Map<Site, ColumnRange> right = other.ranges.getOrDefault(otherColumn, Map.of());
        if (!left.keySet().containsAll(mine) || !right.keySet().containsAll(others)) {
            return false;
        }
        for (Map.Entry<Site, ColumnRange> a : left.entrySet()) {
            for (Map.Entry<Site, ColumnRange> b : right.entrySet()) {
                boolean meet = !a.getKey().equals(b.getKey())
                        && mine.contains(a.getKey())
                        && others.contains(b.getKey())
                        && !a.getValue().isApartFrom(b.getValue());
                if (meet) {
                    return false;
                }
            }
        }
        return true;
    }

    PartColumns filtered(Scalar condition) {
        Set<Integer> more = new HashSet<>(notNull);
        for (Scalar conjunct : Scalars.conjuncts(condition)) {
            if (conjunct instanceof Scalar.Call call && isStrict(call.function())) {
                call.arguments().stream()
                        .limit(
                                call.function() == ScalarFunction.IN
                                        ? 1
                                        : call.arguments().size())
                        .filter(Scalar.ColumnRef.class::isInstance)
                        .forEach(ref -> more.add(((Scalar.ColumnRef) ref).index()));
            }
        }
        return new PartColumns(ranges, more);
    }

    private static boolean isStrict(ScalarFunction function) {
        return Conditions.isComparison(function) || function == ScalarFunction.IS_NOT_NULL;
    }

    PartColumns projected(List<Scalar> expressions) {
        Map<Integer, Map<Site, ColumnRange>> newRanges = new HashMap<>();
        Set<Integer> newNotNull = new HashSet<>();
        for (int i = 0; i < expressions.size(); i++) {
            if (expressions.get(i) instanceof Scalar.ColumnRef ref) {
                take(ref.index(), i, newRanges, newNotNull);
            }
        }
        return new PartColumns(newRanges, newNotNull);
    }

    PartColumns grouped(List<Integer> keys) {
        Map<Integer, Map<Site, ColumnRange>> newRanges = new HashMap<>();
        Set<Integer> newNotNull = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            take(keys.get(i), i, newRanges, newNotNull);
        }
        return new PartColumns(newRanges, newNotNull);
    }

    private void take(int from, int to, Map<Integer, Map<Site, ColumnRange>> newRanges, Set<Integer> newNotNull) {
        Map<Site, ColumnRange> known = ranges.get(from);
        if (known != null) {
            newRanges.put(to, known);
        }
        if (notNull.contains(from)) {
            newNotNull.add(to);
        }
    }

    /** Of a join's result; the left side has so many columns. */
    PartColumns joined(Operator.Join join, PartColumns right) {
        int width = join.left().fields().size();
        Map<Integer, Map<Site, ColumnRange>> allRanges = new HashMap<>(ranges);
        Set<Integer> allNotNull = new HashSet<>();
        switch (join.kind()) {
            case INNER, SEMI, LEFT, ANTI -> allNotNull.addAll(notNull);
            case RIGHT, FULL -> {}
        }
        switch (join.kind()) {
            case INNER, SEMI -> join.keys().forEach(key -> allNotNull.add(key.left()));
            default -> {}
        }
        switch (join.kind()) {
            case SEMI, ANTI -> {
                return new PartColumns(allRanges, allNotNull);
            }
            case INNER -> {
                join.keys().forEach(key -> allNotNull.add(width + key.right()));
                right.notNull.forEach(c -> allNotNull.add(width + c));
            }
            case RIGHT -> right.notNull.forEach(c -> allNotNull.add(width + c));
            case LEFT, FULL -> {}
        }
        right.ranges.forEach((column, bySite) -> allRanges.put(width + column, bySite));
        return new PartColumns(allRanges, allNotNull);
    }
}
