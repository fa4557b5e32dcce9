package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bestpeer.engine.algebra.ApplyKind;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.Field;

/** Guesses how many rows a plan produces, from what is known of its tables. Estimates steer, they never decide answers. */
final class Estimator {
    /** Share of rows that an unknown column is thought to have as different values. */
    private static final double UNKNOWN_DISTINCT_SHARE = 0.1;

    private static final double GROUP_SHARE = 0.5;

    /** Share of groups that a comparison of an aggregate's result is thought to let through. */
    private static final double GROUPS_CHOSEN = 0.05;

    private final Function<Operator.Scan, TableStatistics> tables;
    private final Function<Operator.Receive, Estimate> exchanges;

    Estimator(Function<Operator.Scan, TableStatistics> tables) {
        this(tables, receive -> unknown(1000, receive.fields().size()));
    }

    Estimator(Function<Operator.Scan, TableStatistics> tables, Function<Operator.Receive, Estimate> exchanges) {
        this.tables = tables;
        this.exchanges = exchanges;
    }

    Estimate estimate(Operator operator) {
        return operator.dispatch(new Operator.Handler<>() {
            @Override
            public Estimate onScan(Operator.Scan scan) {
                return scanned(scan);
            }

            @Override
            public Estimate onValues(Operator.Values values) {
                return unknown(values.rows().size(), values.fields().size());
            }

            @Override
            public Estimate onReceive(Operator.Receive receive) {
                return exchanges.apply(receive);
            }

            @Override
            public Estimate onFilter(Operator.Filter filter) {
                Estimate input = estimate(filter.input());
                List<Scalar> conditions = new ArrayList<>(Scalars.conjuncts(filter.condition()));
                int all = conditions.size();
                conditions.removeIf(c -> comparesAggregates(c, filter.input()) && !Selectivity.isKnown(c, input));
                double share = Math.pow(GROUPS_CHOSEN, all - conditions.size());
                List<Joint> joints = filter.input() instanceof Operator.Scan scan
                        ? Joint.of(tables.apply(scan), scan.fields())
                        : List.of();
                return filtered(input.withRows(input.rows() * share), conditions, joints);
            }

            @Override
            public Estimate onProject(Operator.Project project) {
                return projected(project);
            }

            @Override
            public Estimate onAggregate(Operator.Aggregate aggregate) {
                Estimate input = estimate(aggregate.input());
                return grouped(aggregate, input, groups(aggregate, input));
            }

            @Override
            public Estimate onJoin(Operator.Join join) {
                Estimate left = estimate(join.left());
                Estimate right = estimate(join.right());
                return joined(join.kind(), left, right, join.keys(), join.condition());
            }

            @Override
            public Estimate onSort(Operator.Sort sort) {
                Estimate input = estimate(sort.input());
                return sort.limit()
                        .flatMap(Estimator::number)
                        .map(n -> input.withRows(Math.min(n, input.rows())))
                        .orElse(input);
            }

            @Override
            public Estimate onWindow(Operator.Window window) {
                Estimate input = estimate(window.input());
                List<ColumnStatistics> columns = new ArrayList<>(input.columns());
                window.calls().forEach(call -> columns.add(unknownColumn(input.rows())));
                return new Estimate(input.rows(), columns);
            }

            @Override
            public Estimate onApply(Operator.Apply apply) {
                Estimate left = estimate(apply.left());
                boolean joins = apply.kind() == ApplyKind.INNER || apply.kind() == ApplyKind.LEFT;
                double rows = joins
                        ? left.rows() * Math.max(1, estimate(apply.right()).rows())
                        : left.rows();
                List<ColumnStatistics> columns = new ArrayList<>(left.columns());
                while (columns.size() < apply.fields().size()) {
                    columns.add(unknownColumn(rows));
                }
                return new Estimate(rows, columns);
            }

            @Override
            public Estimate onKeyFilter(Operator.KeyFilter filter) {
                return estimate(filter.input());
            }

            @Override
            public Estimate onRows(Operator.Rows rows) {
                return unknown(1000, rows.fields().size());
            }

            @Override
            public Estimate onShuffled(Operator.Shuffled shuffled) {
                return onReceive(new Operator.Receive(shuffled.exchange(), shuffled.fields()));
            }

            @Override
            public Estimate onUnion(Operator.Union union) {
                List<Estimate> inputs =
                        union.inputs().stream().map(i -> estimate(i)).toList();
                return inputs.get(0)
                        .withRows(inputs.stream().mapToDouble(Estimate::rows).sum());
            }
        });
    }

    /** HAVING is written to choose few groups. */
    private static boolean comparesAggregates(Scalar condition, Operator input) {
        return input instanceof Operator.Aggregate aggregate
                && condition instanceof Scalar.Call call
                && Conditions.isComparison(call.function())
                && Scalars.columns(condition).stream()
                        .anyMatch(c -> c >= aggregate.groupKeys().size());
    }

    private static Optional<Double> number(Scalar scalar) {
        return scalar instanceof Scalar.Literal literal && literal.value() instanceof Number value
                ? Optional.of(value.doubleValue())
                : Optional.empty();
    }

    private Estimate scanned(Operator.Scan scan) {
        TableStatistics table = tables.apply(scan);
        List<ColumnStatistics> columns = new ArrayList<>();
        for (Field field : scan.fields()) {
            ColumnStatistics known = table.columns().get(field.name());
            columns.add(known == null ? unknownColumn(table.rows()) : known);
        }
        return new Estimate(table.rows(), columns);
    }

    static Estimate filtered(Estimate input, List<Scalar> conditions) {
        return filtered(input, conditions, List.of());
    }

    private static Estimate filtered(Estimate input, List<Scalar> conditions, List<Joint> joints) {
        List<Scalar> each = conditions.stream().distinct().toList();
        return new Estimate(input.rows() * Selectivity.all(each, input, joints), Narrowing.of(each, input));
    }

    private Estimate projected(Operator.Project project) {
        Estimate input = estimate(project.input());
        List<ColumnStatistics> columns = new ArrayList<>();
        for (Scalar expression : project.expressions()) {
            columns.add(
                    expression instanceof Scalar.ColumnRef column
                            ? input.columns().get(column.index())
                            : unknownColumn(input.rows()));
        }
        return new Estimate(input.rows(), columns);
    }

    private static double groups(Operator.Aggregate aggregate, Estimate input) {
        double groups = 1;
        for (int key : aggregate.groupKeys()) {
            groups *= input.distinct(key);
        }
        if (aggregate.groupKeys().size() > 1) {
            groups = Math.min(groups, Math.max(1, input.rows() * GROUP_SHARE));
        }
        return aggregate.groupKeys().isEmpty() ? 1 : Math.min(groups, input.rows());
    }

    /** The groups of all owners together, of which each has its own. */
    Estimate groupedAtOwners(Operator.Aggregate aggregate, int owners) {
        Estimate input = estimate(aggregate.input());
        double groups = groups(aggregate, input);
        return grouped(aggregate, input, Math.min(groups * owners, Math.max(groups, input.rows())));
    }

    private static Estimate grouped(Operator.Aggregate aggregate, Estimate input, double groups) {
        GroupStatistics statistics =
                new GroupStatistics(input.rows(), groups, aggregate.input() instanceof Operator.Receive);
        List<ColumnStatistics> columns = new ArrayList<>();
        aggregate.groupKeys().forEach(key -> columns.add(input.columns().get(key)));
        aggregate.calls().forEach(call -> columns.add(statistics.of(call, input)));
        return new Estimate(groups, columns);
    }

    static Estimate joined(
            JoinKind kind, Estimate left, Estimate right, List<EquiKey> keys, Optional<Scalar> condition) {
        List<ColumnStatistics> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        double product = left.rows() * right.rows();
        Estimate pairs = new Estimate(product / keyDivisor(left, right, keys), columns);
        double inner = condition
                .map(c -> filtered(pairs, Scalars.conjuncts(c)))
                .orElse(pairs)
                .rows();
        return switch (kind) {
            case INNER -> pairs.withRows(inner);
            case LEFT -> pairs.withRows(Math.max(inner, left.rows()));
            case RIGHT -> pairs.withRows(Math.max(inner, right.rows()));
            case FULL -> pairs.withRows(Math.max(inner, left.rows() + right.rows()));
            case SEMI -> left.withRows(Math.min(left.rows(), inner));
            case ANTI -> left.withRows(Math.max(left.rows() * 0.1, left.rows() - inner));
        };
    }

    /** Keys of one join depend on each other: each further one divides by the root of what it would alone. */
    private static double keyDivisor(Estimate left, Estimate right, List<EquiKey> keys) {
        double[] factors = keys.stream()
                .mapToDouble(k -> Math.max(left.distinct(k.left()), right.distinct(k.right())))
                .sorted()
                .toArray();
        double divisor = 1;
        for (int i = factors.length - 1; i >= 0; i--) {
            divisor *= Math.pow(factors[i], 1.0 / (1 << Math.min(factors.length - 1 - i, 10)));
        }
        return Math.max(1, divisor);
    }

    private static ColumnStatistics unknownColumn(double rows) {
        return new ColumnStatistics(null, null, Math.max(1, rows * UNKNOWN_DISTINCT_SHARE), 0);
    }

    static Estimate unknown(double rows, int columns) {
        ColumnStatistics[] all = new ColumnStatistics[columns];
        Arrays.fill(all, unknownColumn(rows));
        return new Estimate(rows, List.of(all));
    }
}
