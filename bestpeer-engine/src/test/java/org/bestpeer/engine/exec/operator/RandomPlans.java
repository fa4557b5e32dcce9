package org.bestpeer.engine.exec.operator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Seeded tables and plans over them. */
final class RandomPlans {
    private static final List<DataType> TYPES = List.of(
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.decimal(9, 2),
            DataType.decimal(25, 3),
            DataType.VARCHAR,
            DataType.BOOLEAN);
    private static final List<String> WORDS = List.of("", "a", "ab", "b", "\uFFFD", "\uD83D\uDE00", "\u00E4");

    private final Random random;
    private final MemoryTables tables;

    RandomPlans(Random random, MemoryTables tables) {
        this.random = random;
        this.tables = tables;
        for (String table : List.of("r", "s", "t")) {
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(4); i++) {
                fields.add(new Field(table + i, TYPES.get(random.nextInt(TYPES.size()))));
            }
            List<List<Object>> rows = new ArrayList<>();
            int count = random.nextInt(5) == 0 ? 0 : random.nextInt(60);
            for (int row = 0; row < count; row++) {
                List<@Nullable Object> values = new ArrayList<>();
                fields.forEach(field -> values.add(random.nextInt(6) == 0 ? null : value(field.type())));
                rows.add(values);
            }
            tables.put(table, fields, rows);
        }
    }

    private Object value(DataType type) {
        int number = random.nextInt(9) - 4;
        return switch (type.kind()) {
            case INTEGER -> number;
            case BIGINT -> (long) number;
            case DECIMAL -> BigDecimal.valueOf(number * 5L, 1).setScale(type.scale(), RoundingMode.HALF_UP);
            case VARCHAR -> WORDS.get(random.nextInt(WORDS.size()));
            default -> random.nextBoolean();
        };
    }

    Operator plan(int depth) {
        if (depth == 0) {
            return tables.scan(List.of("r", "s", "t").get(random.nextInt(3)));
        }
        return switch (random.nextInt(6)) {
            case 0 -> {
                Operator input = plan(depth - 1);
                yield new Operator.Filter(input, condition(input.fields(), 2));
            }
            case 1 -> project(plan(depth - 1));
            case 2 -> aggregate(plan(depth - 1));
            case 3 -> {
                Operator input = plan(depth - 1);
                yield new Operator.Union(List.of(input, new Operator.Filter(input, condition(input.fields(), 1))));
            }
            default -> join(plan(depth - 1), plan(Math.min(1, depth - 1)));
        };
    }

    /** Total order, so that the first rows are the same whoever finds them. */
    Operator sorted(Operator input, boolean limited) {
        List<SortKey> keys = new ArrayList<>();
        for (int i = 0; i < input.fields().size(); i++) {
            keys.add(new SortKey(i, random.nextBoolean(), random.nextBoolean()));
        }
        return new Operator.Sort(
                input,
                keys,
                limited ? Optional.of(new Scalar.Literal(random.nextInt(4), DataType.INTEGER)) : Optional.empty(),
                limited
                        ? Optional.of(new Scalar.Literal((long) random.nextInt(20), DataType.BIGINT))
                        : Optional.empty());
    }

    private Scalar column(List<Field> fields, int index) {
        return new Scalar.ColumnRef(index, fields.get(index).type());
    }

    private Scalar condition(List<Field> fields, int depth) {
        if (depth > 0 && random.nextBoolean()) {
            ScalarFunction function = random.nextBoolean() ? ScalarFunction.AND : ScalarFunction.OR;
            return new Scalar.Call(
                    function, List.of(condition(fields, depth - 1), condition(fields, depth - 1)), DataType.BOOLEAN);
        }
        int index = random.nextInt(fields.size());
        Scalar column = column(fields, index);
        ScalarFunction[] tests = {
            ScalarFunction.EQUAL, ScalarFunction.LESS, ScalarFunction.GREATER_OR_EQUAL, ScalarFunction.IS_DISTINCT_FROM
        };
        if (random.nextInt(4) == 0) {
            return new Scalar.Call(ScalarFunction.IS_NULL, List.of(column), DataType.BOOLEAN);
        }
        Scalar other = new Scalar.Literal(value(column.type()), column.type());
        return new Scalar.Call(tests[random.nextInt(tests.length)], List.of(column, other), DataType.BOOLEAN);
    }

    private Operator project(Operator input) {
        List<Scalar> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            Scalar column = column(input.fields(), random.nextInt(input.fields().size()));
            boolean adds = column.type().isNumeric() && random.nextBoolean();
            expressions.add(
                    adds
                            ? new Scalar.Call(
                                    ScalarFunction.ADD,
                                    List.of(column, new Scalar.Literal(value(column.type()), column.type())),
                                    column.type())
                            : column);
            names.add("p" + i);
        }
        return new Operator.Project(input, expressions, names);
    }

    private Operator aggregate(Operator input) {
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            keys.add(random.nextInt(input.fields().size()));
        }
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            calls.add(call(input.fields(), "a" + i));
        }
        return new Operator.Aggregate(input, keys, calls);
    }

    private AggregateCall call(List<Field> fields, String name) {
        int index = random.nextInt(fields.size());
        DataType type = fields.get(index).type();
        OptionalInt filter = OptionalInt.empty();
        for (int i = 0; i < fields.size() && random.nextBoolean(); i++) {
            if (fields.get(i).type().equals(DataType.BOOLEAN)) {
                filter = OptionalInt.of(i);
            }
        }
        boolean distinct = random.nextInt(3) == 0;
        if (type.isNumeric() && random.nextBoolean()) {
            AggregateFunction function = List.of(AggregateFunction.SUM, AggregateFunction.SUM0, AggregateFunction.AVG)
                    .get(random.nextInt(3));
            DataType output = DataType.decimal(38, function == AggregateFunction.AVG ? 6 : type.scale());
            return new AggregateCall(function, distinct, List.of(index), filter, new Field(name, output));
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                new AggregateCall(AggregateFunction.COUNT, false, List.of(), filter, new Field(name, DataType.BIGINT));
            case 1 ->
                new AggregateCall(
                        AggregateFunction.COUNT, distinct, List.of(index), filter, new Field(name, DataType.BIGINT));
            case 2 -> new AggregateCall(AggregateFunction.MIN, distinct, List.of(index), filter, new Field(name, type));
            default ->
                new AggregateCall(AggregateFunction.MAX, distinct, List.of(index), filter, new Field(name, type));
        };
    }

    private Operator join(Operator left, Operator right) {
        List<EquiKey> keys = new ArrayList<>();
        for (int i = 0; i < left.fields().size(); i++) {
            for (int j = 0; j < right.fields().size(); j++) {
                DataType a = left.fields().get(i).type();
                DataType b = right.fields().get(j).type();
                boolean comparable = a.kind() == b.kind() || (a.isNumeric() && b.isNumeric());
                if (comparable && keys.size() < 2 && random.nextInt(3) == 0) {
                    keys.add(new EquiKey(i, j));
                }
            }
        }
        List<Field> both = new ArrayList<>(left.fields());
        both.addAll(right.fields());
        List<JoinKind> kinds = List.of(JoinKind.values());
        JoinKind kind = kinds.get(random.nextInt(kinds.size()));
        Optional<Scalar> condition = random.nextBoolean() ? Optional.of(condition(both, 1)) : Optional.empty();
        return new Operator.Join(kind, left, right, keys, condition);
    }
}
