package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.ApplyKind;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.OuterColumn;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.type.Field;

/** Leaves out of every operator the columns that nothing above it reads, so that no owner ships them. */
public final class ColumnPruning {
    private ColumnPruning() {}

    /** The same relation, with nothing computed or read in vain. */
    public static Operator prune(Operator root) {
        return prune(root, all(root));
    }

    /** A plan of exactly these columns of the operator, in ascending order. */
    private static Operator prune(Operator operator, NavigableSet<Integer> wanted) {
        return operator.dispatch(new Operator.Handler<>() {
            @Override
            public Operator onScan(Operator.Scan scan) {
                return new Operator.Scan(
                        scan.table(), wanted.stream().map(scan.fields()::get).toList());
            }

            @Override
            public Operator onValues(Operator.Values values) {
                return new Operator.Values(
                        wanted.stream().map(values.fields()::get).toList(),
                        values.rows().stream()
                                .map(row -> wanted.stream().map(row::get).toList())
                                .toList());
            }

            @Override
            public Operator onReceive(Operator.Receive receive) {
                return Operators.select(receive, List.copyOf(wanted));
            }

            @Override
            public Operator onFilter(Operator.Filter filter) {
                NavigableSet<Integer> below = new TreeSet<>(wanted);
                below.addAll(Scalars.columns(filter.condition()));
                Operator input = prune(filter.input(), below);
                Scalar condition = renumber(filter.condition(), below);
                return narrow(new Operator.Filter(input, condition), below, wanted);
            }

            @Override
            public Operator onProject(Operator.Project project) {
                NavigableSet<Integer> below = new TreeSet<>();
                wanted.forEach(
                        i -> below.addAll(Scalars.columns(project.expressions().get(i))));
                atLeastOne(below, project.input());
                List<Scalar> expressions = wanted.stream()
                        .map(i -> renumber(project.expressions().get(i), below))
                        .toList();
                List<String> names = wanted.stream().map(project.names()::get).toList();
                return Operators.project(prune(project.input(), below), expressions, names);
            }

            @Override
            public Operator onAggregate(Operator.Aggregate aggregate) {
                return pruneAggregate(aggregate, wanted);
            }

            @Override
            public Operator onJoin(Operator.Join join) {
                return pruneJoin(join, wanted);
            }

            @Override
            public Operator onSort(Operator.Sort sort) {
                NavigableSet<Integer> below = new TreeSet<>(wanted);
                sort.keys().forEach(key -> below.add(key.column()));
                Operator input = prune(sort.input(), below);
                List<SortKey> keys = sort.keys().stream()
                        .map(k -> new SortKey(position(below, k.column()), k.descending(), k.nullsFirst()))
                        .toList();
                return narrow(new Operator.Sort(input, keys, sort.offset(), sort.limit()), below, wanted);
            }

            @Override
            public Operator onWindow(Operator.Window window) {
                return pruneWindow(window, wanted);
            }

            @Override
            public Operator onApply(Operator.Apply apply) {
                return pruneApply(apply, wanted);
            }

            @Override
            public Operator onKeyFilter(Operator.KeyFilter filter) {
                NavigableSet<Integer> below = new TreeSet<>(wanted);
                below.addAll(filter.columns());
                List<Integer> columns =
                        filter.columns().stream().map(c -> position(below, c)).toList();
                return narrow(
                        new Operator.KeyFilter(prune(filter.input(), below), columns, filter.keys()), below, wanted);
            }

            @Override
            public Operator onRows(Operator.Rows rows) {
                return Operators.select(rows, List.copyOf(wanted));
            }

            @Override
            public Operator onShuffled(Operator.Shuffled shuffled) {
                return Operators.select(shuffled, List.copyOf(wanted));
            }

            @Override
            public Operator onUnion(Operator.Union union) {
                return new Operator.Union(
                        union.inputs().stream().map(i -> prune(i, wanted)).toList());
            }
        });
    }

    private static Operator pruneAggregate(Operator.Aggregate aggregate, NavigableSet<Integer> wanted) {
        int keyCount = aggregate.groupKeys().size();
        List<AggregateCall> calls = wanted.stream()
                .filter(i -> i >= keyCount)
                .map(i -> aggregate.calls().get(i - keyCount))
                .toList();
        NavigableSet<Integer> below = new TreeSet<>(aggregate.groupKeys());
        calls.forEach(call -> below.addAll(call.columns()));
        atLeastOne(below, aggregate.input());
        Operator input = prune(aggregate.input(), below);
        List<Integer> keys =
                aggregate.groupKeys().stream().map(k -> position(below, k)).toList();
        List<AggregateCall> renumbered =
                calls.stream().map(c -> c.withColumns(i -> position(below, i))).toList();
        NavigableSet<Integer> produced = new TreeSet<>(wanted);
        IntStream.range(0, keyCount).forEach(produced::add);
        return narrow(new Operator.Aggregate(input, keys, renumbered), produced, wanted);
    }

    private static Operator pruneWindow(Operator.Window window, NavigableSet<Integer> wanted) {
        int width = window.input().fields().size();
        List<WindowCall> calls = wanted.tailSet(width).stream()
                .map(i -> window.calls().get(i - width))
                .toList();
        NavigableSet<Integer> below = new TreeSet<>(wanted.headSet(width));
        if (calls.isEmpty()) {
            atLeastOne(below, window.input());
            return narrow(prune(window.input(), below), below, wanted);
        }
        below.addAll(window.partitionKeys());
        window.order().forEach(key -> below.add(key.column()));
        calls.forEach(call -> below.addAll(call.columns()));
        atLeastOne(below, window.input());
        Operator pruned = new Operator.Window(
                prune(window.input(), below),
                window.partitionKeys().stream().map(k -> position(below, k)).toList(),
                window.order().stream()
                        .map(k -> k.withColumn(position(below, k.column())))
                        .toList(),
                calls.stream().map(c -> c.withColumns(i -> position(below, i))).toList());
        List<Integer> columns = new ArrayList<>();
        wanted.headSet(width).forEach(i -> columns.add(position(below, i)));
        for (int i = 0; i < calls.size(); i++) {
            columns.add(below.size() + i);
        }
        return Operators.select(pruned, columns);
    }

    private static Operator pruneApply(Operator.Apply apply, NavigableSet<Integer> wanted) {
        int leftWidth = apply.left().fields().size();
        boolean joins = apply.kind() == ApplyKind.INNER || apply.kind() == ApplyKind.LEFT;
        NavigableSet<Integer> left = new TreeSet<>(wanted.headSet(leftWidth));
        apply.outer().forEach(outer -> left.add(outer.column()));
        atLeastOne(left, apply.left());
        NavigableSet<Integer> right = new TreeSet<>();
        if (joins) {
            wanted.tailSet(leftWidth).forEach(c -> right.add(c - leftWidth));
            atLeastOne(right, apply.right());
        } else {
            right.addAll(all(apply.right()));
        }
        List<OuterColumn> outer = apply.outer().stream()
                .map(o -> new OuterColumn(o.parameter(), position(left, o.column())))
                .toList();
        Operator pruned =
                new Operator.Apply(apply.kind(), prune(apply.left(), left), prune(apply.right(), right), outer);
        List<Integer> columns = new ArrayList<>();
        wanted.headSet(leftWidth).forEach(c -> columns.add(position(left, c)));
        wanted.tailSet(leftWidth)
                .forEach(c -> columns.add(left.size() + (joins ? position(right, c - leftWidth) : c - leftWidth)));
        return Operators.select(pruned, columns);
    }

    private static Operator pruneJoin(Operator.Join join, NavigableSet<Integer> wanted) {
        int leftWidth = join.left().fields().size();
        NavigableSet<Integer> needed = new TreeSet<>(wanted);
        join.condition().ifPresent(c -> needed.addAll(Scalars.columns(c)));
        join.keys().forEach(key -> {
            needed.add(key.left());
            needed.add(leftWidth + key.right());
        });
        if (needed.headSet(leftWidth).isEmpty()) {
            needed.add(narrowest(join.left()));
        }
        if (needed.tailSet(leftWidth).isEmpty()) {
            needed.add(leftWidth + narrowest(join.right()));
        }
        NavigableSet<Integer> left = new TreeSet<>(needed.headSet(leftWidth));
        NavigableSet<Integer> right = new TreeSet<>();
        needed.tailSet(leftWidth).forEach(c -> right.add(c - leftWidth));
        List<EquiKey> keys = join.keys().stream()
                .map(k -> new EquiKey(position(left, k.left()), position(right, k.right())))
                .toList();
        Operator pruned = new Operator.Join(
                join.kind(),
                prune(join.left(), left),
                prune(join.right(), right),
                keys,
                join.condition().map(c -> renumber(c, needed)));
        boolean leftOnly = join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI;
        return narrow(pruned, leftOnly ? left : needed, wanted);
    }

    /** Rows without columns are more than stores and batches should have to cope with. */
    private static void atLeastOne(NavigableSet<Integer> columns, Operator input) {
        if (columns.isEmpty()) {
            columns.add(narrowest(input));
        }
    }

    private static int narrowest(Operator operator) {
        List<Field> fields = operator.fields();
        int best = 0;
        for (int i = 1; i < fields.size(); i++) {
            if (Widths.of(fields.get(i).type()) < Widths.of(fields.get(best).type())) {
                best = i;
            }
        }
        return best;
    }

    private static Operator narrow(Operator operator, NavigableSet<Integer> produced, NavigableSet<Integer> wanted) {
        return Operators.select(
                operator, wanted.stream().map(c -> position(produced, c)).toList());
    }

    private static Scalar renumber(Scalar scalar, NavigableSet<Integer> columns) {
        return Scalars.remap(scalar, c -> position(columns, c));
    }

    private static int position(NavigableSet<Integer> columns, int column) {
        return columns.headSet(column).size();
    }

    private static NavigableSet<Integer> all(Operator operator) {
        List<Integer> columns = new ArrayList<>();
        IntStream.range(0, operator.fields().size()).forEach(columns::add);
        return new TreeSet<>(columns);
    }
}
