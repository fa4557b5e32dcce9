package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real peers of which one dies without a word: the others' rows with a warning, if that is asked for. */
class PartialResultsIT {
    private static final String SCHEMA =
            """
            CREATE TABLE orders (id INTEGER NOT NULL, note VARCHAR(20));
            CREATE TABLE visit (page INTEGER);
            CREATE TABLE secret (id INTEGER);
            """;

    private static final int ROWS = 3_000;
    private static final String IDS = "select id from orders";
    private static final String COUNT = "select count(*) as n from orders";

    @TempDir
    private static Path directory;

    private static TestNetwork network;
    private static Peer acme;
    private static String partial;
    private static Answer before;
    private static Answer atOnce;

    /** Values of the first column in order, and the warning that was there before the first row was read. */
    private record Answer(List<String> values, @Nullable SQLWarning warning) {}

    @BeforeAll
    static void start() throws SQLException {
        network = new TestNetwork(directory, "shop", SCHEMA);
        acme = network.addPeer("acme");
        load(acme, 0);
        load(network.addPeer("bolt"), 1);
        Peer cord = network.addPeer("cord");
        load(cord, 2);
        cord.load(Map.of("secret", Stream.of(1).map(i -> new Object[] {i}).iterator()));
        acme.load(Map.of("visit", Stream.of(7).map(i -> new Object[] {i}).iterator()));
        partial = acme.jdbcUrl() + (acme.jdbcUrl().contains("?") ? "&" : "?") + "partialResults=true";
        try (Connection connection = partial()) {
            before = answer(connection, IDS);
            cord.kill();
            // The placement is still in the cache.
            atOnce = answer(connection, IDS);
        }
    }

    private static void load(Peer peer, int remainder) {
        peer.load(Map.of(
                "orders",
                IntStream.range(0, ROWS)
                        .filter(i -> i % 3 == remainder)
                        .mapToObj(i -> new Object[] {i, "note " + i})
                        .iterator()));
    }

    @AfterAll
    static void stop() {
        network.close();
    }

    private static Connection partial() throws SQLException {
        return DriverManager.getConnection(partial, TestNetwork.USER, TestNetwork.PASSWORD);
    }

    private static Answer answer(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(100);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return answer(statement, rows);
            }
        }
    }

    private static Answer answer(Statement statement, ResultSet rows) throws SQLException {
        SQLWarning warning = statement.getWarnings();
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getString(1));
        }
        return new Answer(values, warning);
    }

    private static void assertOthersOnly(Answer answer) {
        assertThat(answer.values())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ROWS)
                        .filter(i -> i % 3 != 2)
                        .mapToObj(String::valueOf)
                        .toList());
        assertWarned(answer);
    }

    private static void assertWarned(Answer answer) {
        assertThat((Throwable) answer.warning())
                .isNotNull()
                .hasMessageContaining("company cord (peer cord-1): table orders");
    }

    private static void assertRefused(Connection connection, String sql, String... names) {
        assertThatThrownBy(() -> answer(connection, sql))
                .asInstanceOf(type(SQLException.class))
                .satisfies(e -> assertThat(e.getSQLState()).startsWith("08"))
                .satisfies(e -> assertThat((Throwable) e).hasMessageContainingAll(names));
    }

    @Test
    void allRowsComeWithoutAWarningWhileAllAreThere() {
        assertThat(before.values()).hasSize(ROWS);
        assertThat((Throwable) before.warning()).isNull();
    }

    @Test
    void theRestComesWithAWarningWhileThePlacementIsCached() {
        assertOthersOnly(atOnce);
    }

    @Test
    void theRestComesWithAWarningLater() throws SQLException {
        try (Connection connection = partial();
                PreparedStatement prepared = connection.prepareStatement("select id from orders where id < ?")) {
            assertOthersOnly(answer(connection, IDS));
            Answer sorted = answer(connection, "select id from orders order by id desc");
            assertOthersOnly(sorted);
            assertThat(sorted.values()).startsWith("2998", "2997", "2995");
            Answer counted = answer(connection, COUNT);
            assertThat(counted.values()).containsExactly("2000");
            assertWarned(counted);
            prepared.setInt(1, 10);
            try (ResultSet rows = prepared.executeQuery()) {
                Answer few = answer(prepared, rows);
                assertThat(few.values()).containsExactlyInAnyOrder("0", "1", "3", "4", "6", "7", "9");
                assertWarned(few);
            }
        }
    }

    @Test
    void withoutTheWishItIsAnError() throws SQLException {
        try (Connection connection = TestNetwork.connect(acme)) {
            assertRefused(connection, COUNT, "cord", "orders");
            assertRefused(connection, IDS, "cord", "orders");
        }
    }

    @Test
    void whatNeedsNothingOfTheDeadPeerHasNoWarning() throws SQLException {
        try (Connection connection = partial()) {
            assertThat((Throwable)
                            answer(connection, "select count(*) from sys.peers").warning())
                    .isNull();
        }
    }

    @Test
    void aTableOfTheDeadPeerAloneIsAnError() throws SQLException {
        try (Connection connection = partial()) {
            assertRefused(connection, "select id from secret", "none of the owners of table secret", "cord");
        }
    }

    @Test
    void changesOfRowsNeedEverybody() throws SQLException {
        try (Connection connection = partial();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("insert into orders select id, 'x' from orders"))
                    .asInstanceOf(type(SQLException.class))
                    .satisfies(e -> assertThat(e.getSQLState()).startsWith("08"));
        }
    }

    @Test
    void theSystemTableAndThePlanNameWhoIsMissing() throws SQLException {
        String counted = "select count(*) from orders where 4711 = 4711";
        try (Connection connection = partial()) {
            assertThat(answer(connection, counted).values()).containsExactly("2000");
            assertThat(answer(
                                    connection,
                                    "select state || '|' || attempts || '|' || missing from sys.queries where query = '"
                                            + counted + "'")
                            .values())
                    .containsExactly("FINISHED|2|company cord (peer cord-1): table orders");
            assertThat(answer(connection, "explain analyze " + counted).values())
                    .first()
                    .isEqualTo("left out: company cord (peer cord-1): table orders");
        }
    }

    @Test
    void whoeverTheIndexDoesNotKnowIsNamedByTheSnapshot() throws SQLException {
        network.shareWithoutEntries("dune", "visit");
        try (Connection connection = partial();
                Connection whole = TestNetwork.connect(acme)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            answer(whole, "select company_count from sys.tables where table_name = 'visit'")
                                    .values())
                    .containsExactly("2"));
            Answer rest = answer(connection, "select page from visit");
            assertThat(rest.values()).containsExactly("7");
            assertThat((Throwable) rest.warning()).isNotNull().hasMessageContaining("company dune: table visit");
            assertThat((Throwable)
                            answer(connection, "explain select page from visit").warning())
                    .isNotNull();
            assertRefused(whole, "select page from visit", "dune", "visit");
        }
    }

    @Test
    void theCommandLineWarnsBesideTheRows() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), TestNetwork.PASSWORD + "\n");
        for (Map.Entry<String, String> format :
                Map.of("csv", "n\n2000\n", "json", "[\n{\"n\":2000}\n]\n").entrySet()) {
            CommandLineRun run = CommandLineRun.here(
                    "sql",
                    "--url",
                    partial,
                    "-u",
                    TestNetwork.USER,
                    "--password-file",
                    password.toString(),
                    "-e",
                    COUNT,
                    "--format",
                    format.getKey());
            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualTo(format.getValue());
            assertThat(run.err())
                    .contains(
                            "warning: the result is incomplete, it lacks rows of company cord (peer cord-1): table orders");
        }
    }
}
