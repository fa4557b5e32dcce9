package org.bestpeer.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private TestFront front;

    @BeforeEach
    void start() throws Exception {
        front = new TestFront();
    }

    @AfterEach
    void stop() {
        front.close();
    }

    @Test
    void answersAQueryWithOneRequestAndKeepsNothing() throws SQLException {
        front.queries.on(
                "select 1", List.of(new Field("count", DataType.BIGINT)), List.of(List.<@Nullable Object>of(60175L)));

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong("count")).isEqualTo(60175);
            assertThat(rows.next()).isFalse();
            assertThat(front.queries.openCursors).hasValue(0);
        }
        assertThat(front.gateway.connections()).isZero();
        assertThat(front.queries.sessions.get(0).principal()).isEqualTo(new Principal("tpch", "acme", "anna"));
    }

    @Test
    void fetchesManyFramesInOrder() throws SQLException {
        front.queries.onNumbers("numbers", 2_500);

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(700);
            try (ResultSet rows = statement.executeQuery("numbers")) {
                for (long n = 0; n < 2_500; n++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(n);
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void pullsNoMoreThanTheClientReads() throws SQLException {
        front.queries.onNumbers("numbers", 1_000_000);

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("numbers")) {
            assertThat(rows.next()).isTrue();
            assertThat(front.queries.pulledBatches.get()).isLessThanOrEqualTo(3);
        }
        assertThat(front.queries.openCursors).hasValue(0);
    }

    @Test
    void closingAResultEarlyFreesItAndTheStatementWorksOn() throws SQLException {
        front.queries.onNumbers("numbers", 5_000);

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery("numbers")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(front.queries.openCursors).hasValue(1);
                }
                assertThat(front.queries.openCursors).hasValue(0);
            }
        }
    }

    @Test
    void honoursMaxRows() throws SQLException {
        front.queries.onNumbers("numbers", 5_000);

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(1_200);
            try (ResultSet rows = statement.executeQuery("numbers")) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(1_200);
            }
            assertThat(front.queries.openCursors).hasValue(0);
        }
    }

    @Test
    void allTypesComeBackExactly() throws SQLException {
        List<Field> fields = FakeQueries.ALL_TYPES.stream()
                .map(t -> new Field(t.kind().name(), t))
                .toList();
        List<@Nullable Object> values = List.of(
                true,
                -32768,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                new BigDecimal("1234567890123456789012345678.0123456789"),
                -1.5e-300,
                "żółć 日本 😀 'x'",
                (int) LocalDate.of(1500, 1, 1).toEpochDay(),
                LocalTime.of(23, 59, 58, 123_000_000).toNanoOfDay() / 1_000,
                LocalDateTime.of(1491, 2, 3, 4, 5, 6).toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 789_000,
                new byte[] {0, -1, 127});
        List<@Nullable Object> nulls = Collections.nCopies(values.size(), null);
        front.queries.on("all", fields, Arrays.asList(values, nulls));

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("all")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBoolean(1)).isTrue();
            assertThat(rows.getShort(2)).isEqualTo(Short.MIN_VALUE);
            assertThat(rows.getInt(3)).isEqualTo(Integer.MIN_VALUE);
            assertThat(rows.getLong(4)).isEqualTo(Long.MAX_VALUE);
            assertThat(rows.getBigDecimal(5)).isEqualTo(values.get(4));
            assertThat(rows.getDouble(6)).isEqualTo(-1.5e-300);
            assertThat(rows.getString(7)).isEqualTo(values.get(6));
            assertThat(rows.getDate(8)).isEqualTo(Date.valueOf("1500-01-01"));
            assertThat(rows.getString(8)).isEqualTo("1500-01-01");
            assertThat(rows.getObject(8)).isEqualTo(Date.valueOf("1500-01-01"));
            assertThat(rows.getObject(8, LocalDate.class)).isEqualTo(LocalDate.of(1500, 1, 1));
            assertThat(rows.getObject(9, LocalTime.class)).isEqualTo(LocalTime.of(23, 59, 58, 123_000_000));
            assertThat(rows.getTimestamp(10)).isEqualTo(Timestamp.valueOf("1491-02-03 04:05:06.789"));
            assertThat(rows.getString(10)).isEqualTo("1491-02-03 04:05:06.789");
            assertThat(rows.getObject(10, LocalDateTime.class))
                    .isEqualTo(LocalDateTime.of(1491, 2, 3, 4, 5, 6, 789_000_000));
            assertThat(rows.getBytes(11)).containsExactly(0, -1, 127);
            assertThat(rows.next()).isTrue();
            for (int i = 1; i <= values.size(); i++) {
                assertThat(rows.getObject(i)).isNull();
                assertThat(rows.wasNull()).isTrue();
                assertThat(rows.getString(i)).isNull();
            }
            assertThat(rows.getObject(8, LocalDate.class)).isNull();
            assertThat(rows.getInt(3)).isZero();
        }
    }

    @Test
    void describesColumnsAndParameters() throws SQLException {
        front.queries.on(
                "describe",
                List.of(new Field("l_price", DataType.decimal(15, 2)), new Field("l_name", DataType.varchar(25))),
                List.of(DataType.INTEGER, DataType.DATE),
                p -> Collections.emptyIterator());

        try (Connection connection = front.connect();
                PreparedStatement statement = connection.prepareStatement("describe")) {
            ResultSetMetaData columns = statement.getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(2);
            assertThat(columns.getColumnLabel(1)).isEqualTo("l_price");
            assertThat(columns.getColumnTypeName(1)).isEqualTo("DECIMAL");
            assertThat(columns.getColumnType(1)).isEqualTo(Types.DECIMAL);
            assertThat(columns.getPrecision(1)).isEqualTo(15);
            assertThat(columns.getScale(1)).isEqualTo(2);
            assertThat(columns.getPrecision(2)).isEqualTo(25);
            assertThat(columns.getColumnClassName(1)).isEqualTo("java.math.BigDecimal");
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
            assertThat(statement.getParameterMetaData().getParameterTypeName(2)).isEqualTo("DATE");
        }
    }

    @Test
    void bindsParametersAsTheirTypesSay() throws SQLException {
        List<List<@Nullable Object>> seen = new ArrayList<>();
        front.queries.on("bind", List.of(new Field("n", DataType.INTEGER)), FakeQueries.ALL_TYPES, parameters -> {
            seen.add(parameters);
            return Collections.emptyIterator();
        });

        try (Connection connection = front.connect();
                PreparedStatement statement = connection.prepareStatement("bind")) {
            statement.setBoolean(1, true);
            statement.setInt(2, 7);
            statement.setLong(3, 8);
            statement.setInt(4, 9);
            statement.setBigDecimal(5, new BigDecimal("1.5"));
            statement.setInt(6, 2);
            statement.setString(7, "ü");
            statement.setDate(8, Date.valueOf("1500-01-01"));
            statement.setObject(9, LocalTime.of(1, 2, 3));
            statement.setTimestamp(10, Timestamp.valueOf("2024-02-29 12:13:14.123456"));
            statement.setBytes(11, new byte[] {1, 2});
            assertThat(statement.executeQuery().next()).isFalse();
            for (int i = 1; i <= 11; i++) {
                statement.setNull(i, Types.NULL);
            }
            statement.setObject(3, "12");
            statement.setObject(8, LocalDate.of(2024, 2, 29));
            assertThat(statement.executeQuery().next()).isFalse();
        }

        List<@Nullable Object> first = seen.get(0);
        assertThat(first.subList(0, 10))
                .containsExactly(
                        true,
                        7,
                        8,
                        9L,
                        new BigDecimal("1.5000000000"),
                        2.0,
                        "ü",
                        (int) LocalDate.of(1500, 1, 1).toEpochDay(),
                        3_723_000_000L,
                        LocalDateTime.of(2024, 2, 29, 12, 13, 14).toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 123_456);
        assertThat((byte[]) first.get(10)).containsExactly(1, 2);
        assertThat(seen.get(1).get(2)).isEqualTo(12);
        assertThat(seen.get(1).get(7)).isEqualTo((int) LocalDate.of(2024, 2, 29).toEpochDay());
        assertThat(seen.get(1).get(6)).isNull();
    }

    @Test
    void refusesParametersThatDoNotFit() throws SQLException {
        front.queries.on(
                "p",
                List.of(new Field("n", DataType.INTEGER)),
                List.of(DataType.decimal(5, 2), DataType.DATE),
                p -> Collections.emptyIterator());

        try (Connection connection = front.connect();
                PreparedStatement statement = connection.prepareStatement("p")) {
            statement.setInt(1, 1);
            assertFails(statement::executeQuery, "07001", "parameter 2 is not set");
            statement.setString(2, "the day after");
            assertFails(
                    statement::executeQuery, "22018", "parameter 2: a DATE cannot be made of a string of that form");
            statement.setBigDecimal(1, new BigDecimal("1.005"));
            assertFails(
                    statement::executeQuery,
                    "22003",
                    "parameter 1: the value does not fit DECIMAL(5, 2); cast the parameter to a wider type");
        }
    }

    @Test
    void saysEveryErrorOnceWithItsStateAndNothingOfTheInside() throws SQLException {
        front.queries.on("fails", List.of(new Field("n", DataType.INTEGER)), List.of(), p -> {
            throw new BestPeerException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
        });
        front.queries.on("breaks", List.of(new Field("n", DataType.INTEGER)), List.of(), p -> {
            throw new IllegalStateException("secret place");
        });

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement()) {
            assertFails(
                    () -> statement.executeQuery("select * from nowhere"),
                    "42P01",
                    "line 1, column 15: there is no table nowhere");
            assertThatThrownBy(() -> connection.prepareStatement("select * from nowhere"))
                    .isInstanceOf(SQLSyntaxErrorException.class)
                    .hasMessage("line 1, column 15: there is no table nowhere");
            assertFails(() -> statement.executeQuery("fails"), "22012", "division by zero");
            assertThatThrownBy(() -> statement.execute("fails")).isInstanceOf(SQLDataException.class);
            assertThatThrownBy(() -> statement.executeQuery("breaks"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("XX000"))
                    .hasMessageMatching("internal error [0-9a-f]{16}; the peer's log says more under that number");
            assertFails(() -> statement.executeUpdate("select 1"), "42000", null);
        }
    }

    @Test
    void anErrorBetweenFramesEndsTheResultWithIt() throws SQLException {
        front.queries.on("half", List.of(new Field("n", DataType.BIGINT)), List.of(), p -> {
            List<List<@Nullable Object>> batch = Collections.nCopies(1_000, List.of(1L));
            return new Iterator<>() {
                private boolean given;

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public List<List<@Nullable Object>> next() {
                    if (given) {
                        throw new BestPeerException(
                                ErrorCode.OWNER_UNREACHABLE, "company b does not answer for table lineitem");
                    }
                    given = true;
                    return batch;
                }
            };
        });

        try (Connection connection = front.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("half")) {
            for (int i = 0; i < 999; i++) {
                assertThat(rows.next()).isTrue();
            }
            assertFails(
                    () -> {
                        while (rows.next()) {
                            // read on
                        }
                        return null;
                    },
                    "08006",
                    "company b does not answer for table lineitem");
            assertThat(front.queries.openCursors).hasValue(0);
        }
    }

    @Test
    void refusesWrongLoginsAndNetworks() {
        assertThatThrownBy(() -> DriverManager.getConnection(front.url(), "anna", "wrong"))
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .hasMessage("user or password is wrong");
        assertFails(() -> DriverManager.getConnection(front.url(), "otto", TestFront.PASSWORD), "28000", null);
        assertFails(() -> DriverManager.getConnection(front.url()), "28000", "user and password are needed");
        assertFails(
                () -> TestFront.connect(front.url().replace("/tpch", "/other")),
                "3D000",
                "this peer belongs to no network of that name; its network is tpch");
        assertThat(front.gateway.connections()).isZero();
    }

    @Test
    void takesUserAndPasswordFromTheUrl() throws SQLException {
        try (Connection connection = DriverManager.getConnection(front.url("?user=anna&password=p%25%2B%26%C3%A4"))) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.toString()).doesNotContain("p%");
            assertThat(connection.getMetaData().getURL()).isEqualTo(front.url());
            assertThat(connection.getMetaData().getUserName()).isEqualTo("anna");
        }
    }

    @Test
    void cancelEndsARunningStatementAtOnceAndItWorksAfterwards() throws Exception {
        front.queries.on("slow", List.of(new Field("n", DataType.INTEGER)), List.of(), p -> List.of(
                        List.<List<@Nullable Object>>of())
                .iterator());
        front.queries.onNumbers("numbers", 3);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection connection = front.connect();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("slow")) {
            for (Statement each : List.of(statement, prepared)) {
                Future<?> running = threads.submit(
                        () -> each == prepared ? prepared.executeQuery() : statement.executeQuery("slow"));
                Awaitility.await().until(() -> front.queries.openCursors.get() == 1);
                long started = System.nanoTime();
                each.cancel();
                assertThatThrownBy(() -> running.get(5, TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("57014"));
                assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(2));
                assertThat(front.queries.openCursors).hasValue(0);
            }
            assertThat(statement.executeQuery("numbers").next()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aResultThatNobodyReadsEndsWithItsTimeLimit() throws SQLException {
        front.queries.onNumbers("numbers", 5_000);
        try (Connection connection = front.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            ResultSet rows = statement.executeQuery("numbers");
            assertThat(rows.next()).isTrue();
            assertThat(front.gateway.openResults()).isEqualTo(1);

            awaitNothingOpen();

            assertThatThrownBy(() -> {
                        while (rows.next()) {
                            // read on
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HYT00"))
                    .hasMessageContaining("raise queryTimeout");
        }
    }

    @Test
    void forgetsStatementsWhoseRowsWereAllFetched() throws SQLException {
        front.queries.onNumbers("numbers", 1_001);
        try (Connection connection = front.connect()) {
            for (int i = 0; i < GatewayLimits.defaults().statements() + 1; i++) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("numbers")) {
                    while (rows.next()) {
                        // to the end
                    }
                }
            }
        }
    }

    @Test
    void whatAClientThatIsGoneHasLeftIsEnded() throws SQLException {
        front.queries.onNumbers("numbers", 5_000);
        Connection connection = front.connect();
        assertThat(connection.createStatement().executeQuery("numbers").next()).isTrue();
        front.gateway.sweep();
        assertThat(front.queries.openCursors).hasValue(1);

        // Closes the sockets; that nobody tells the peer is what the executor is for.
        connection.abort(task -> {});

        awaitNothingOpen();
    }

    private void awaitNothingOpen() {
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> {
            front.gateway.sweep();
            return front.queries.openCursors.get() == 0 && front.gateway.openResults() == 0;
        });
    }

    @Test
    void passesTheQueryTimeoutToTheEngine() throws SQLException {
        front.queries.onNumbers("numbers", 1);

        try (Connection connection = TestFront.connect(front.url("?queryTimeout=30"));
                Statement statement = connection.createStatement()) {
            statement.executeQuery("numbers").close();
            statement.setQueryTimeout(7);
            statement.executeQuery("numbers").close();
        }
        assertThat(front.queries.sessions)
                .extracting(s -> s.queryTimeout().toSeconds())
                .containsExactly(30L, 7L);
    }

    @Test
    void showsTheGlobalSchema() throws SQLException {
        try (Connection connection = front.connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            assertThat(column(meta.getTables(null, null, "%", null), 3))
                    .containsExactly("line_a", "lineitem", "orders");
            assertThat(column(meta.getTables("tpch", "public", "line\\_%", new String[] {"TABLE"}), 3))
                    .containsExactly("line_a");
            assertThat(column(meta.getTables(null, null, "%", new String[] {"VIEW"}), 3))
                    .isEmpty();
            assertThat(column(meta.getTables("other", null, "%", null), 3)).isEmpty();
            assertThat(column(meta.getCatalogs(), 1)).containsExactly("tpch");
            assertThat(column(meta.getSchemas(), 1)).containsExactly("public");
            assertThat(column(meta.getTableTypes(), 1)).containsExactly("TABLE");
            assertThat(column(meta.getTypeInfo(), 1)).contains("DECIMAL", "VARCHAR", "TIMESTAMP");
            assertThat(column(meta.getPrimaryKeys(null, null, "orders"), 1)).isEmpty();
            try (ResultSet rows = meta.getColumns(null, null, "orders", "id")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("TYPE_NAME")).isEqualTo("INTEGER");
                assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(10);
                assertThat(rows.getString("REMARKS")).isEqualTo("the key");
                assertThat(rows.getInt("NULLABLE")).isEqualTo(DatabaseMetaData.columnNoNulls);
                assertThat(rows.getString("IS_NULLABLE")).isEqualTo("NO");
                assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(3);
                assertThat(rows.getMetaData().getColumnCount()).isEqualTo(24);
                assertThat(rows.next()).isFalse();
            }
            assertThat(meta.getDatabaseProductName()).isEqualTo("BestPeer");
            assertThat(meta.storesLowerCaseIdentifiers()).isTrue();
            assertThat(connection.getCatalog()).isEqualTo("tpch");
            assertThat(connection.getSchema()).isEqualTo("public");
        }
    }

    @Test
    void worksInAPoolWithoutAutoCommit() throws SQLException {
        front.queries.onNumbers("numbers", 10);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(front.url());
        config.setUsername(TestFront.USER);
        config.setPassword(TestFront.PASSWORD);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(3);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            for (int i = 0; i < 20; i++) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("numbers")) {
                    assertThat(connection.getAutoCommit()).isFalse();
                    assertThat(rows.next()).isTrue();
                    connection.commit();
                }
            }
        }
        Awaitility.await().until(() -> front.gateway.connections() == 0);
    }

    @Test
    void manyClientsGetTheirOwnAnswers() throws Exception {
        front.queries.on("echo", List.of(new Field("n", DataType.BIGINT)), List.of(DataType.BIGINT), p -> List.of(
                        Collections.nCopies(1_200, p))
                .iterator());
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (long client = 0; client < 24; client++) {
                long mine = client;
                results.add(threads.submit(() -> echo(mine)));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(3 * 1_200);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(front.queries.openCursors).hasValue(0);
        assertThat(front.gateway.connections()).isZero();
    }

    private int echo(long mine) throws SQLException {
        int count = 0;
        try (Connection connection = front.connect();
                PreparedStatement statement = connection.prepareStatement("echo")) {
            for (int i = 0; i < 3; i++) {
                statement.setLong(1, mine);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        assertThat(rows.getLong(1)).isEqualTo(mine);
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private static List<String> column(ResultSet rows, int column) throws SQLException {
        List<String> values = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(column));
            }
        }
        return values;
    }

    private static void assertFails(Callable<?> call, String sqlState, @Nullable String message) {
        assertThatThrownBy(call::call).isInstanceOfSatisfying(SQLException.class, e -> {
            assertThat(e.getSQLState()).isEqualTo(sqlState);
            if (message != null) {
                assertThat(e.getMessage()).isEqualTo(message);
            }
        });
    }
}
