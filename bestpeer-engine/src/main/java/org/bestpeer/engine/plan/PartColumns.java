package org.bestpeer.engine.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.engine.algebra.JoinKind;
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
 * @param hashed columns by which rows were parted among the sites: no value, nor NULL, is at two of them
 */
record PartColumns(Map<Integer, Map<Site, ColumnRange>> ranges, Set<Integer> notNull, Set<Integer> hashed) {
    static final PartColumns NONE = new PartColumns(Map.of(), Set.of(), Set.of());

    PartColumns {
        ranges = Map.copyOf(ranges);
        notNull = Set.copyOf(notNull);
        hashed = Set.copyOf(hashed);
    }

    /** Columns of which nothing is known but by which of them rows were parted. */
    static PartColumns hashed(Set<Integer> columns) {
        return new PartColumns(Map.of(), Set.of(), columns);
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
        return new PartColumns(ranges, Set.of(), Set.of());
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
        return new PartColumns(ranges, more, hashed);
    }

    private static boolean isStrict(ScalarFunction function) {
        return Conditions.isComparison(function) || function == ScalarFunction.IS_NOT_NULL;
    }

    PartColumns projected(List<Scalar> expressions) {
        return picked(expressions.stream()
                .map(e -> e instanceof Scalar.ColumnRef ref ? Optional.of(ref.index()) : Optional.<Integer>empty())
                .toList());
    }

    PartColumns grouped(List<Integer> keys) {
        return picked(keys.stream().map(Optional::of).toList());
    }

    /** Some of the columns; a missing number stands for one that is computed. */
    private PartColumns picked(List<Optional<Integer>> columns) {
        Map<Integer, Map<Site, ColumnRange>> newRanges = new HashMap<>();
        Set<Integer> newNotNull = new HashSet<>();
        Set<Integer> newHashed = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            int from = columns.get(i).orElse(-1);
            Map<Site, ColumnRange> known = ranges.get(from);
            if (known != null) {
                newRanges.put(i, known);
            }
            if (notNull.contains(from)) {
                newNotNull.add(i);
            }
            if (hashed.contains(from)) {
                newHashed.add(i);
            }
        }
        return new PartColumns(newRanges, newNotNull, newHashed);
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
                return new PartColumns(allRanges, allNotNull, hashed);
            }
            case INNER -> {
                join.keys().forEach(key -> allNotNull.add(width + key.right()));
                right.notNull.forEach(c -> allNotNull.add(width + c));
            }
            case RIGHT -> right.notNull.forEach(c -> allNotNull.add(width + c));
            case LEFT, FULL -> {}
        }
        right.ranges.forEach((column, bySite) -> allRanges.put(width + column, bySite));
        Set<Integer> allHashed = new HashSet<>();
        // Where a side's rows are made up of NULLs, these are at any site.
        if (join.kind() == JoinKind.INNER || join.kind() == JoinKind.LEFT) {
            allHashed.addAll(hashed);
        }
        if (join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT) {
            right.hashed.forEach(c -> allHashed.add(width + c));
        }
        return new PartColumns(allRanges, allNotNull, allHashed);
    }
}
