package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements with less memory than their rows take. */
class SpillIT {
    private static final int ROWS = 20_000;
    private static final String SORTED = "select s, n from t order by s, n";

    private static String text(int n) {
        return "text " + Integer.reverse(n);
    }

    private static void load(Peer peer, int from) {
        peer.load(Map.of(
                "t",
                IntStream.range(from, from + ROWS)
                        .mapToObj(n -> new Object[] {n, text(n)})
                        .iterator()));
    }

    private static NodeConfig little(NodeConfig config) {
        return config.with(ConfigKey.LIMITS_QUERY_MEMORY, "2m");
    }

    private static void assertNothingIsLeft(Peer peer, Path home) throws IOException {
        await().until(() -> peer.activity().isNone());
        try (Stream<Path> files = Files.list(home.resolve("spill"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryGoesToDiskAndIsDeleted(@TempDir Path directory) throws Exception {
        try (TestNetwork network =
                new TestNetwork(directory, "net", "create table t (n integer primary key, s varchar(40));")) {
            Peer small = network.addPeer("alpha", SpillIT::little);
            Peer none = network.addPeer("beta", config -> little(config).with(ConfigKey.LIMITS_SPILL, "0"));
            load(small, 0);
            load(none, ROWS);
            List<String> expected = IntStream.range(0, 2 * ROWS)
                    .boxed()
                    .sorted(Comparator.<Integer, String>comparing(SpillIT::text).thenComparing(n -> n))
                    .map(n -> text(n) + "|" + n)
                    .toList();
            try (Connection connection = TestNetwork.connect(small)) {
                assertThat(QueryIT.rows(connection, SORTED)).isEqualTo(expected);
                assertThat(QueryIT.rows(connection, "explain analyze " + SORTED))
                        .anyMatch(line -> line.matches("spilled here: \\d+ bytes, .*"));
                stopsReading(connection);
                assertNothingIsLeft(small, network.home("alpha"));
            }
            try (Connection connection = TestNetwork.connect(none)) {
                assertThatThrownBy(() -> QueryIT.rows(connection, SORTED))
                        .asInstanceOf(type(SQLException.class))
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("54000"))
                        .satisfies(e -> assertThat((Throwable) e).hasMessageContaining("limits.query-memory"));
                assertNothingIsLeft(none, network.home("beta"));
            }
        }
    }

    private static void stopsReading(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery(SORTED)) {
                assertThat(rows.next()).isTrue();
            }
        }
    }
}
