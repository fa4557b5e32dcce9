package org.bestpeer.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bestpeer.node.store.StoreFixtures.column;
import static org.bestpeer.node.store.StoreFixtures.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.ForeignKey;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random conditions over random rows: the store's answer is that of a small evaluator written from the definitions. */
@NullUnmarked
class StorePredicatesTest {
    private static final int ROWS = 250;
    /** Limits that take the two ways in which the store sorts. */
    private static final List<Long> LIMITS = List.of(100L, 10_000L);

    private static final int CONDITIONS = 500;
    private static final List<DataType> TYPES = List.of(
            DataType.BOOLEAN,
            DataType.SMALLINT,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.decimal(9, 2),
            DataType.decimal(38, 6),
            DataType.DOUBLE,
            DataType.varchar(6),
            DataType.VARCHAR,
            DataType.DATE,
            DataType.TIME,
            DataType.TIMESTAMP,
            DataType.VARBINARY);
    private static final List<ScalarFunction> COMPARISONS = List.of(
            ScalarFunction.EQUAL,
            ScalarFunction.NOT_EQUAL,
            ScalarFunction.LESS,
            ScalarFunction.LESS_OR_EQUAL,
            ScalarFunction.GREATER,
            ScalarFunction.GREATER_OR_EQUAL);
    private static final List<ScalarFunction> TESTS = List.of(
            ScalarFunction.NOT,
            ScalarFunction.IS_TRUE,
            ScalarFunction.IS_NOT_TRUE,
            ScalarFunction.IS_FALSE,
            ScalarFunction.IS_NOT_FALSE);

    /** Two columns of each type; indexes on some, since those take another way through the database. */
    private static TableDefinition table() {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int i = 0; i < TYPES.size(); i++) {
            columns.add(column("a" + i, TYPES.get(i)));
            columns.add(column("b" + i, TYPES.get(i)));
        }
        List<ForeignKey> keys = new ArrayList<>();
        for (int i : new int[] {2, 4, 6, 7, 9, 11}) {
            keys.add(new ForeignKey("f" + i, List.of("a" + i), "other", List.of("x")));
        }
        return new TableDefinition("t", TableKind.PARTITIONED, columns, List.of(), List.of(), keys, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theStoreAnswersAsTheDefinitionsSay(int seed) {
        Random random = new Random(seed);
        // Odd seeds have characters beyond U+FFFF, even ones do not.
        Values values = new Values(random, seed % 2 == 1);
        TableDefinition table = table();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            @Nullable Object[] row = new Object[table.columns().size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = random.nextInt(6) == 0 ? null : values.of(TYPES.get(c / 2));
            }
            rows.add(row);
        }
        int asked = 0;
        try (PeerStore store = PeerStore.open(StoreOptions.inMemory())) {
            store.prepare(table, LoadMode.APPEND, RowSource.of(rows.iterator())).publish();
            TableSource source = store.at(Map.of("t", 1L));
            List<List<@Nullable Object>> kept = read(source, StoreFixtures.all(table));
            for (int i = 0; i < CONDITIONS; i++) {
                Scalar condition = new Conditions(random, values).next(3);
                if (source.canEvaluate(condition)) {
                    asked++;
                    check(source, table, kept, condition);
                }
            }
            checkOrders(source, table, kept, random);
            store.verify();
        }
        assertThat(asked).isGreaterThan(CONDITIONS / 5);
    }

    private static void check(
            TableSource source, TableDefinition table, List<List<@Nullable Object>> rows, Scalar condition) {
        List<String> expected = rows.stream()
                .filter(row -> Boolean.TRUE.equals(condition.dispatch(new Evaluator(row))))
                .map(StorePredicatesTest::shown)
                .sorted()
                .toList();
        List<String> found = read(source, StoreFixtures.scan("t", table.fields(), Optional.of(condition))).stream()
                .map(StorePredicatesTest::shown)
                .sorted()
                .toList();
        assertThat(found.stream().filter(row -> !expected.contains(row)))
                .as("rows too many for %s", condition)
                .isEmpty();
        assertThat(expected.stream().filter(row -> !found.contains(row)))
                .as("rows missing for %s", condition)
                .isEmpty();
        assertThat(found).hasSameSizeAs(expected);
    }

    private static void checkOrders(
            TableSource source, TableDefinition table, List<List<@Nullable Object>> rows, Random random) {
        for (int c = 0; c < table.columns().size(); c++) {
            int column = c;
            DataType type = TYPES.get(c / 2);
            Scalar itself = new Scalar.ColumnRef(c, type);
            boolean orders =
                    source.canEvaluate(new Scalar.Call(ScalarFunction.LESS, List.of(itself, itself), DataType.BOOLEAN));
            if (orders) {
                SortKey key = new SortKey(column, random.nextBoolean(), random.nextBoolean());
                LIMITS.forEach(limit -> checkOrder(source, table, rows, key, limit));
            }
        }
    }

    private static void checkOrder(
            TableSource source, TableDefinition table, List<List<@Nullable Object>> rows, SortKey key, long limit) {
        Comparator<Object> ascending = Evaluator::compare;
        Comparator<Object> order = key.descending() ? ascending.reversed() : ascending;
        List<@Nullable Object> expected = rows.stream()
                .map(row -> row.get(key.column()))
                .sorted(key.nullsFirst() ? Comparator.nullsFirst(order) : Comparator.nullsLast(order))
                .limit(limit)
                .toList();
        StoreScan scan = new StoreScan(
                new Operator.Scan("t", table.fields()), Optional.empty(), List.of(key), OptionalLong.of(limit));
        assertThat(read(source, scan).stream().map(row -> row.get(key.column())).toList())
                .as("order by %s %s", table.columns().get(key.column()), key)
                .isEqualTo(expected);
    }

    private static String shown(List<@Nullable Object> row) {
        return row.stream()
                .map(value -> value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value))
                .toList()
                .toString();
    }

    /** Random values, extremes among them. */
    private static final class Values {
        private static final List<String> CHARACTERS =
                List.of("a", "b", "A", " ", " ", "%", "_", "\\", "ä", "\u0000", "'", "\ud7ff", "\ue000", "\uffff");
        private final Random random;
        private final boolean supplementary;

        Values(Random random, boolean supplementary) {
            this.random = random;
            this.supplementary = supplementary;
        }

        Object of(DataType type) {
            return switch (type.kind()) {
                case BOOLEAN -> random.nextBoolean();
                case SMALLINT ->
                    oneOf(random.nextInt(5), -1, Short.MAX_VALUE, (int) Short.MIN_VALUE)
                            .intValue();
                case INTEGER -> oneOf(random.nextInt(5), -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
                case BIGINT -> oneOf((long) random.nextInt(5), -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40);
                case DECIMAL -> decimal(type);
                case DOUBLE ->
                    oneOf(random.nextInt(5) / 4.0, -0.0, 0.0, Double.MIN_VALUE, Double.MAX_VALUE, -1e300, 0.1, 1 / 3.0);
                case VARCHAR -> text(random.nextInt(4));
                case DATE -> oneOf(random.nextInt(3), -719162, 2932896, -141428, -141427, 20000 + random.nextInt(3));
                case TIME -> oneOf(0L, 86_399_999_999L, 1L, random.nextInt(3) * 1_000_000L);
                case TIMESTAMP ->
                    oneOf(
                            -62_135_596_800_000_000L,
                            253_402_300_799_999_999L,
                            -1L,
                            0L,
                            1L,
                            1_711_850_400_000_000L + random.nextInt(3));
                case VARBINARY -> new byte[] {(byte) random.nextInt(3)};
            };
        }

        private Object decimal(DataType type) {
            BigDecimal largest = BigDecimal.TEN.pow(type.precision()).subtract(BigDecimal.ONE);
            BigDecimal unscaled =
                    oneOf(BigDecimal.valueOf(random.nextInt(500)), largest, largest.negate(), BigDecimal.valueOf(-1));
            return unscaled.movePointLeft(type.scale()).setScale(type.scale());
        }

        String text(int length) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append(
                        supplementary && random.nextInt(6) == 0
                                ? "\ud83d\udc1d"
                                : CHARACTERS.get(random.nextInt(CHARACTERS.size())));
            }
            return text.toString();
        }

        @SafeVarargs
        private <T> T oneOf(T often, T... others) {
            return random.nextInt(3) > 0 ? often : others[random.nextInt(others.length)];
        }
    }

    /** Random conditions over the table. */
    private record Conditions(Random random, Values values) {
        Scalar next(int depth) {
            int choice = depth == 0 ? 3 + random.nextInt(7) : random.nextInt(10);
            return switch (choice) {
                case 0 -> call(ScalarFunction.AND, next(depth - 1), next(depth - 1));
                case 1 -> call(ScalarFunction.OR, next(depth - 1), next(depth - 1), next(depth - 1));
                case 2 -> call(TESTS.get(random.nextInt(TESTS.size())), next(depth - 1));
                case 3 -> call(random.nextBoolean() ? ScalarFunction.IS_NULL : ScalarFunction.IS_NOT_NULL, any());
                case 4 -> in();
                case 5 ->
                    call(
                            ScalarFunction.LIKE,
                            columnOf(random.nextBoolean() ? 7 : 8),
                            new Scalar.Literal(values.text(random.nextInt(4)), DataType.VARCHAR));
                case 6 -> new Scalar.ColumnRef(random.nextInt(2), DataType.BOOLEAN);
                default -> comparison();
            };
        }

        private Scalar comparison() {
            ScalarFunction function = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
            int type = random.nextInt(TYPES.size());
            Scalar left = columnOf(type);
            // Sometimes of another type: other numbers, or something that must be refused.
            int other = random.nextInt(3) == 0 ? random.nextInt(TYPES.size()) : type;
            Scalar right = random.nextInt(4) == 0 ? columnOf(other) : literal(other);
            return random.nextBoolean() ? call(function, left, right) : call(function, right, left);
        }

        private Scalar in() {
            int type = random.nextInt(TYPES.size());
            List<Scalar> arguments = new ArrayList<>(List.of(columnOf(type)));
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                arguments.add(literal(type));
            }
            return new Scalar.Call(ScalarFunction.IN, arguments, DataType.BOOLEAN);
        }

        private Scalar literal(int type) {
            return new Scalar.Literal(values.of(TYPES.get(type)), TYPES.get(type));
        }

        private Scalar any() {
            return columnOf(random.nextInt(TYPES.size()));
        }

        private Scalar columnOf(int type) {
            return new Scalar.ColumnRef(2 * type + random.nextInt(2), TYPES.get(type));
        }

        private static Scalar call(ScalarFunction function, Scalar... arguments) {
            return new Scalar.Call(function, List.of(arguments), DataType.BOOLEAN);
        }
    }

    /** Conditions as SQL defines them: true, false or, for unknown, null. */
    private record Evaluator(List<@Nullable Object> row) implements Scalar.Handler<@Nullable Object> {
        @Override
        public @Nullable Object onColumn(Scalar.ColumnRef column) {
            return row.get(column.index());
        }

        @Override
        public @Nullable Object onLiteral(Scalar.Literal literal) {
            return literal.value();
        }

        @Override
        public @Nullable Object onParameter(Scalar.Parameter parameter) {
            throw new IllegalArgumentException("no parameters here");
        }

        @Override
        public @Nullable Object onCall(Scalar.Call call) {
            List<@Nullable Object> values = new ArrayList<>();
            call.arguments().forEach(argument -> values.add(argument.dispatch(this)));
            return switch (call.function()) {
                case AND -> any(values, false);
                case OR -> any(values, true);
                case NOT -> values.get(0) == null ? null : !(Boolean) values.get(0);
                case IS_TRUE -> Boolean.TRUE.equals(values.get(0));
                case IS_NOT_TRUE -> !Boolean.TRUE.equals(values.get(0));
                case IS_FALSE -> Boolean.FALSE.equals(values.get(0));
                case IS_NOT_FALSE -> !Boolean.FALSE.equals(values.get(0));
                case IS_NULL -> values.get(0) == null;
                case IS_NOT_NULL -> values.get(0) != null;
                case IN ->
                    values.get(0) == null
                            ? null
                            : values.stream().skip(1).anyMatch(v -> compare(values.get(0), v) == 0);
                default -> values.contains(null) ? null : comparison(call.function(), values.get(0), values.get(1));
            };
        }

        private static @Nullable Object any(List<@Nullable Object> values, boolean wanted) {
            return values.contains(wanted) ? (Object) wanted : values.contains(null) ? null : (Object) !wanted;
        }

        private static boolean comparison(ScalarFunction function, @Nullable Object left, @Nullable Object right) {
            if (function == ScalarFunction.LIKE) {
                return like(String.valueOf(left), String.valueOf(right));
            }
            int order = compare(left, right);
            return switch (function) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                default -> order >= 0;
            };
        }

        private static boolean like(String text, String pattern) {
            StringBuilder regex = new StringBuilder();
            pattern.codePoints()
                    .forEach(
                            c -> regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c))));
            return Pattern.compile(regex.toString(), Pattern.DOTALL)
                    .matcher(text)
                    .matches();
        }

        static int compare(@Nullable Object left, @Nullable Object right) {
            if (left instanceof String a && right instanceof String b) {
                return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
            }
            if (left instanceof Double a && right instanceof Double b) {
                return a < b ? -1 : a > b ? 1 : 0;
            }
            if (left instanceof Boolean a && right instanceof Boolean b) {
                return Boolean.compare(a, b);
            }
            return new BigDecimal(String.valueOf(left)).compareTo(new BigDecimal(String.valueOf(right)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONCAT", "ADD", "UPPER", "CAST", "SUBSTRING"})
    void leavesWhatComputesToTheEngine(String function) {
        Scalar computed = new Scalar.Call(
                ScalarFunction.valueOf(function), List.of(new Scalar.ColumnRef(0, DataType.VARCHAR)), DataType.VARCHAR);
        Scalar condition = new Scalar.Call(
                ScalarFunction.EQUAL, List.of(computed, new Scalar.Literal("x", DataType.VARCHAR)), DataType.BOOLEAN);
        try (PeerStore store = PeerStore.open(StoreOptions.inMemory())) {
            assertThat(store.at(Map.of()).canEvaluate(condition)).isFalse();
        }
    }
}
