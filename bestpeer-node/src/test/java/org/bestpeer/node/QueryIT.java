package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What crosses the wire, seen at the owners' counters and in EXPLAIN; four real peers over real sockets. */
class QueryIT {
    private static Demo demo;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        demo = Demo.start(DemoSettings.small().withLayout(Layout.COLOCATED));
        connection = demo.connect(0);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        demo.close();
    }

    @Test
    void answersFromAllOwnersAtAnyPeer() throws SQLException {
        for (int peer = 0; peer < demo.peers().size(); peer++) {
            try (Connection other = demo.connect(peer)) {
                assertThat(rows(other, "select count(*) from lineitem")).containsExactly("60175");
            }
        }
    }

    @Test
    void ownersSendPartialAggregatesNotRows() throws SQLException {
        List<Long> before = rowsSent();
        assertThat(rows(connection, new TpchQuery(1).sql())).hasSize(4);
        List<Long> after = rowsSent();
        for (int peer = 0; peer < before.size(); peer++) {
            assertThat(after.get(peer) - before.get(peer)).isBetween(1L, 4L);
        }
    }

    @Test
    void explainShowsFiltersAndPartialAggregatesInsideTheFragments() throws SQLException {
        for (int query : List.of(1, 6)) {
            String plan = String.join("\n", rows(connection, "explain plan for " + new TpchQuery(query).sql()));

            assertThat(plan).containsPattern("(?is)fragment.*select.*sum\\(.*from lineitem.*where.*l_shipdate");
            assertThat(plan).contains("company-1").contains("company-4");
        }
    }

    @Test
    void aPointQueryGoesToTheKeysOwnerAlone() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select o_totalprice from orders where o_orderkey = ?")) {
            List<List<Integer>> asked = new ArrayList<>();
            for (long key : new long[] {1, 60_000}) {
                List<Long> before = fragmentsServed();
                query.setLong(1, key);
                try (ResultSet result = query.executeQuery()) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.next()).isFalse();
                }
                List<Long> after = fragmentsServed();
                List<Integer> owners = new ArrayList<>();
                for (int peer = 0; peer < before.size(); peer++) {
                    if (after.get(peer) > before.get(peer)) {
                        owners.add(peer);
                    }
                }
                asked.add(owners);
            }
            assertThat(asked).containsExactly(List.of(0), List.of(3));
        }
    }

    @Test
    void aQueryThatOneOwnerAnswersAloneIsOneFragment() throws SQLException {
        String sql = "select o_orderpriority, count(*) as n from orders join lineitem on l_orderkey = o_orderkey"
                + " where o_orderkey < 100 and l_orderkey < 100 group by o_orderpriority order by n desc, 1 limit 3";
        List<Long> before = fragmentsServed();
        List<String> rows = rows(connection, sql);
        List<Long> after = fragmentsServed();

        assertThat(rows).hasSize(3);
        assertThat(after.stream().mapToLong(Long::longValue).sum()
                        - before.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1);
        assertThat(String.join("\n", rows(connection, "explain " + sql)).toLowerCase(java.util.Locale.ROOT))
                .contains("fragment 0 from 1 owner")
                .doesNotContain("fragment 1");
    }

    private static List<Long> rowsSent() {
        return demo.peers().stream().map(peer -> peer.counters().rowsSent()).toList();
    }

    private static List<Long> fragmentsServed() {
        return demo.peers().stream()
                .map(peer -> peer.counters().fragmentsServed())
                .toList();
    }

    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }
}
