package org.bestpeer.engine.exec.operator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.scalar.RowSet;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Plans the naive way: whole tables of boxed rows, every pair of rows, one row at a time. */
final class Reference {
    private final MemoryTables tables;

    Reference(MemoryTables tables) {
        this.tables = tables;
    }

    static @Nullable Object evaluate(Scalar scalar, List<Field> fields, List<Object> row) {
        BatchBuilder builder = BatchBuilder.of(fields);
        builder.append(row.toArray());
        return ScalarCompiler.compile(scalar)
                .evaluate(RowSet.all(builder.build()))
                .get(0);
    }

    static void sort(List<List<Object>> rows, List<SortKey> keys) {
        rows.sort((a, b) -> {
            for (SortKey key : keys) {
                int order = compare(a.get(key.column()), b.get(key.column()), key);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
    }

    private static int compare(@Nullable Object a, @Nullable Object b, SortKey key) {
        if (a == null || b == null) {
            int last = Boolean.compare(a == null, b == null);
            return key.nullsFirst() ? -last : last;
        }
        return key.descending() ? compare(b, a) : compare(a, b);
    }

    private static int compare(Object a, Object b) {
        if (a instanceof String x && b instanceof String y) {
            return java.util.Arrays.compare(
                    x.codePoints().toArray(), y.codePoints().toArray());
        }
        if (a instanceof Number x && b instanceof Number y) {
            return decimal(x).compareTo(decimal(y));
        }
        return Comparator.<Boolean>naturalOrder().compare((Boolean) a, (Boolean) b);
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    List<List<Object>> run(Operator plan) {
        if (plan instanceof Operator.Scan scan) {
            return new ArrayList<>(tables.rows(scan.table()));
        }
        if (plan instanceof Operator.Filter filter) {
            List<List<Object>> rows = run(filter.input());
            rows.removeIf(row -> !Boolean.TRUE.equals(evaluate(filter.condition(), filter.fields(), row)));
            return rows;
        }
        if (plan instanceof Operator.Project project) {
            List<List<Object>> rows = new ArrayList<>();
            for (List<Object> row : run(project.input())) {
                List<Object> projected = new ArrayList<>();
                project.expressions()
                        .forEach(e -> projected.add(evaluate(e, project.input().fields(), row)));
                rows.add(projected);
            }
            return rows;
        }
        if (plan instanceof Operator.Sort sort) {
            List<List<Object>> rows = run(sort.input());
            sort(rows, sort.keys());
            int offset = sort.offset().map(Reference::count).orElse(0);
            int limit = sort.limit().map(Reference::count).orElse(rows.size());
            return new ArrayList<>(rows.subList(Math.min(offset, rows.size()), Math.min(offset + limit, rows.size())));
        }
        if (plan instanceof Operator.Union union) {
            List<List<Object>> rows = new ArrayList<>();
            union.inputs().forEach(input -> rows.addAll(run(input)));
            return rows;
        }
        return plan instanceof Operator.Join join ? join(join) : aggregate((Operator.Aggregate) plan);
    }

    private static int count(Scalar scalar) {
        return ((Number) Objects.requireNonNull(((Scalar.Literal) scalar).value())).intValue();
    }

    private List<List<Object>> join(Operator.Join join) {
        List<List<Object>> left = run(join.left());
        List<List<Object>> right = run(join.right());
        List<Field> fields = new ArrayList<>(join.left().fields());
        fields.addAll(join.right().fields());
        boolean[] rightMatched = new boolean[right.size()];
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> l : left) {
            boolean matched = false;
            for (int r = 0; r < right.size(); r++) {
                List<Object> pair = new ArrayList<>(l);
                pair.addAll(right.get(r));
                boolean holds = keysEqual(join, l, right.get(r))
                        && join.condition()
                                .map(c -> Boolean.TRUE.equals(evaluate(c, fields, pair)))
                                .orElse(true);
                if (holds) {
                    matched = true;
                    rightMatched[r] = true;
                    if (join.kind() != JoinKind.SEMI && join.kind() != JoinKind.ANTI) {
                        rows.add(pair);
                    }
                }
            }
            addLeft(join, rows, l, matched);
        }
        boolean outer = join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL;
        for (int r = 0; outer && r < right.size(); r++) {
            if (!rightMatched[r]) {
                List<Object> pair = nulls(join.left().fields().size());
                pair.addAll(right.get(r));
                rows.add(pair);
            }
        }
        return rows;
    }

    private static void addLeft(Operator.Join join, List<List<Object>> rows, List<Object> left, boolean matched) {
        switch (join.kind()) {
            case SEMI -> {
                if (matched) {
                    rows.add(left);
                }
            }
            case ANTI -> {
                if (!matched) {
                    rows.add(left);
                }
            }
            case LEFT, FULL -> {
                if (!matched) {
                    List<Object> pair = new ArrayList<>(left);
                    pair.addAll(nulls(join.right().fields().size()));
                    rows.add(pair);
                }
            }
            case INNER, RIGHT -> {}
        }
    }

    private static List<Object> nulls(int count) {
        return new ArrayList<>(java.util.Arrays.asList(new Object[count]));
    }

    private static boolean keysEqual(Operator.Join join, List<Object> left, List<Object> right) {
        for (EquiKey key : join.keys()) {
            Object a = left.get(key.left());
            Object b = right.get(key.right());
            if (a == null || b == null || compare(a, b) != 0) {
                return false;
            }
        }
        return true;
    }

    private List<List<Object>> aggregate(Operator.Aggregate aggregate) {
        Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
        if (aggregate.groupKeys().isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (List<Object> row : run(aggregate.input())) {
            List<Object> key = new ArrayList<>();
            aggregate.groupKeys().forEach(k -> key.add(row.get(k)));
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        List<List<Object>> rows = new ArrayList<>();
        groups.forEach((key, members) -> {
            List<Object> row = new ArrayList<>(key);
            aggregate.calls().forEach(call -> row.add(call(call, members)));
            rows.add(row);
        });
        return rows;
    }

    private static @Nullable Object call(AggregateCall call, List<List<Object>> members) {
        List<List<Object>> arguments = new ArrayList<>();
        for (List<Object> row : members) {
            List<Object> values = call.arguments().stream().map(row::get).toList();
            boolean counts = call.filter().isEmpty()
                    || Boolean.TRUE.equals(row.get(call.filter().getAsInt()));
            if (counts && values.stream().noneMatch(Objects::isNull)) {
                arguments.add(values);
            }
        }
        List<List<Object>> used = call.distinct() ? new ArrayList<>(new LinkedHashSet<>(arguments)) : arguments;
        List<Object> values = used.stream()
                .map(list -> list.isEmpty() ? (Object) true : list.get(0))
                .toList();
        DataType type = call.output().type();
        return switch (call.function()) {
            case COUNT -> (long) values.size();
            case MIN -> values.stream().min(Reference::compare).orElse(null);
            case MAX -> values.stream().max(Reference::compare).orElse(null);
            case SUM -> values.isEmpty() ? null : typed(sum(values), type);
            case SUM0 -> typed(sum(values), type);
            case AVG ->
                values.isEmpty()
                        ? null
                        : sum(values).divide(BigDecimal.valueOf(values.size()), type.scale(), RoundingMode.HALF_UP);
            default -> throw new IllegalArgumentException("no reference for " + call.function());
        };
    }

    private static BigDecimal sum(List<Object> values) {
        return values.stream().map(v -> decimal((Number) v)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Object typed(BigDecimal value, DataType type) {
        return type.kind() == TypeKind.BIGINT ? (Object) value.longValueExact() : value.setScale(type.scale());
    }
}
