package org.bestpeer.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our driver, which reads rows in columns, must see what a stock client sees, which reads them one by one. */
class ColumnFramesTest {
    private static final String SQL = "random";
    private static final int ROWS = 700;

    private static final List<Field> FIELDS = fields();

    private TestFront front;

    @BeforeEach
    void start() throws Exception {
        front = new TestFront();
    }

    @AfterEach
    void stop() {
        front.close();
    }

    private static List<Field> fields() {
        List<DataType> types = new ArrayList<>(FakeQueries.ALL_TYPES);
        types.add(DataType.decimal(15, 2));
        types.add(DataType.decimal(38, 0));
        types.add(DataType.varchar(0));
        return IntStream.range(0, types.size())
                .mapToObj(i -> new Field("c" + i, types.get(i)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bothClientsSeeTheSame(long seed) throws SQLException {
        Random random = new Random(seed);
        List<List<@Nullable Object>> batches = rows(random);
        front.queries.on(SQL, FIELDS, List.of(), p -> cut(batches, seed).iterator());

        try (Connection ours = front.connect();
                Connection stock = front.connectStock(new Properties());
                Statement here = ours.createStatement();
                Statement there = stock.createStatement()) {
            here.setFetchSize(random.nextInt(3) * 97);
            try (ResultSet columns = here.executeQuery(SQL);
                    ResultSet rows = there.executeQuery(SQL)) {
                for (int row = 0; row < ROWS; row++) {
                    assertThat(columns.next()).isTrue();
                    assertThat(rows.next()).isTrue();
                    assertSame(columns, rows);
                }
                assertThat(columns.next()).isFalse();
                assertThat(rows.next()).isFalse();
            }
        }
        assertThat(front.queries.openCursors).hasValue(0);
    }

    private static void assertSame(ResultSet columns, ResultSet rows) throws SQLException {
        for (int i = 1; i <= FIELDS.size(); i++) {
            assertThat(columns.getObject(i)).as("column %d", i).isEqualTo(rows.getObject(i));
            assertThat(columns.wasNull()).isEqualTo(rows.wasNull());
            assertThat(columns.getString(i)).isEqualTo(rows.getString(i));
            if (FIELDS.get(i - 1).type().isNumeric()) {
                assertThat(columns.getLong(i)).isEqualTo(rows.getLong(i));
                assertThat(columns.getDouble(i)).isEqualTo(rows.getDouble(i));
            }
        }
    }

    @Test
    void readsTheWholeOfAResultInFewRequests() throws SQLException {
        front.queries.onNumbers(SQL, 200_000);

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            for (long n = 0; n < 200_000; n++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(n);
            }
            assertThat(rows.next()).isFalse();
            // 1,000 rows, 4,000, 16,000, and then 65,536 three times
            assertThat(front.requests()).isLessThanOrEqualTo(9);
        }
    }

    @Test
    void takesTheFetchSizeFromTheUrlUnlessTheStatementHasItsOwn() throws SQLException {
        front.queries.onNumbers(SQL, 100);

        try (Connection connection = TestFront.connect(front.url("?fetchSize=40"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.getFetchSize()).isEqualTo(40);
            int before = front.requests();
            read(statement);
            assertThat(front.requests() - before).isEqualTo(3);
            statement.setFetchSize(0);
            read(statement);
            assertThat(front.requests() - before).isEqualTo(4);
        }
    }

    private static void read(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(SQL)) {
            for (long n = 0; n < 100; n++) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(rows.next()).isFalse();
        }
    }

    private static List<List<@Nullable Object>> rows(Random random) {
        double nulls = random.nextInt(3) / 2.5;
        boolean few = random.nextBoolean();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            @Nullable Object[] values = new Object[FIELDS.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < nulls
                        ? null
                        : value(random, FIELDS.get(i).type(), few);
            }
            rows.add(Arrays.asList(values));
        }
        return rows;
    }

    private static List<List<List<@Nullable Object>>> cut(List<List<@Nullable Object>> rows, long seed) {
        Random random = new Random(seed);
        List<List<List<@Nullable Object>>> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = Math.min(rows.size(), from + 1 + random.nextInt(300));
            batches.add(rows.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static Object value(Random random, DataType type, boolean few) {
        int digits = few ? 3 : 1 + random.nextInt(18);
        long number = (random.nextLong() >> 1) % (long) Math.pow(10, digits);
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT -> (int) (short) number;
            case INTEGER -> (int) number;
            case BIGINT -> random.nextInt(10) == 0 ? random.nextLong() : number;
            case DECIMAL -> decimal(random, type, few);
            case DOUBLE -> random.nextInt(9) == 0 ? -0.0 : random.nextGaussian() * number;
            case VARCHAR -> text(random, few);
            case DATE -> (int) Math.floorMod(number, 60_000L) - 20_000;
            case TIME -> Math.floorMod(number, 86_400_000_000L);
            case TIMESTAMP -> Math.floorMod(number, 4_000_000_000_000_000L) - 1_000_000_000_000_000L;
            case VARBINARY -> bytes(random);
        };
    }

    private static BigDecimal decimal(Random random, DataType type, boolean few) {
        int bits = few ? 8 : (int) (Math.min(type.precision(), 36) * 3.3);
        BigInteger digits = new BigInteger(1 + random.nextInt(bits), random);
        return new BigDecimal(random.nextBoolean() ? digits.negate() : digits, type.scale());
    }

    private static String text(Random random, boolean few) {
        return few
                ? List.of("", "AIR", "żółć 😀").get(random.nextInt(3))
                : "ü".repeat(random.nextInt(4)) + random.nextInt();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return bytes;
    }
}
