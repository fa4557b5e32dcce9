package org.bestpeer.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bestpeer.node.Demo;
import org.bestpeer.node.DemoSettings;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSplit;
import org.junit.jupiter.api.Test;

/** Bytes that owners send and get for a query, counted where they are encoded; no time is measured. */
class SentBytesIT {
    private static final double SCALE = 0.01;
    private static final int PEERS = 4;

    private static DemoSettings settings(Layout layout) {
        return DemoSettings.of(new TpchSplit(layout, SCALE, PEERS)).withoutLearning();
    }

    /** Plans with the keys in them count as well as rows. */
    private static long bytes(Demo demo) {
        return demo.peers().stream()
                .map(peer -> peer.counters())
                .mapToLong(c -> c.bytesSent() + c.bytesReceived())
                .sum();
    }

    private static Map<Integer, Long> bytesOf(DemoSettings settings, List<Integer> queries) throws SQLException {
        Map<Integer, Long> bytes = new TreeMap<>();
        try (Demo demo = Demo.start(settings);
                Connection connection = demo.connect(0);
                Statement statement = connection.createStatement()) {
            for (int number : queries) {
                // The first time asks for the histograms that the second one is planned by.
                rows(statement, TpchQuery.all().get(number - 1).sql());
                long before = bytes(demo);
                rows(statement, TpchQuery.all().get(number - 1).sql());
                bytes.put(number, bytes(demo) - before);
            }
        }
        return bytes;
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Test
    void keysSentAlongLeaveAQuarterOfTheBytesOfFetchingAll() throws SQLException {
        List<Integer> queries = List.of(3, 5, 10, 18);
        Map<Integer, Long> fetched = bytesOf(settings(Layout.EVEN).withSentAlong(Set.of()), queries);
        Map<Integer, Long> reduced = bytesOf(settings(Layout.EVEN), queries);

        assertThat(queries)
                .as("fetched %s, with keys sent along %s", fetched, reduced)
                .allSatisfy(query -> assertThat(reduced.get(query) * 4)
                        .as("query %d", query)
                        .isLessThanOrEqualTo(fetched.get(query)));
    }

    @Test
    void ordersAndLineitemAreJoinedWhereTheyLiveTogether() throws SQLException {
        try (Demo demo = Demo.start(settings(Layout.COLOCATED));
                Connection connection = demo.connect(0);
                Statement statement = connection.createStatement()) {
            for (int number : List.of(3, 18)) {
                List<String> plan = rows(
                        statement,
                        "EXPLAIN PLAN FOR " + TpchQuery.all().get(number - 1).sql());

                assertThat(plan).as("query %d", number).anySatisfy(line -> assertThat(line)
                        .contains("FROM")
                        .contains("lineitem")
                        .contains("orders"));
                assertThat(plan).anySatisfy(line -> assertThat(line)
                        .startsWith("fragment ")
                        .contains("company-1")
                        .contains("company-4"));
            }
        }
    }
}
