package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.SentAlong;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins whose rows go from owners to other peers, over real sockets. */
class RepartitionIT {
    private static final int ROWS = 12_000;
    private static final String JOIN = "select count(*), min(t.n), max(u.n) from t join u on t.s = u.s";
    private static final List<String> JOINED = List.of((3 * ROWS) + "|0|" + (3 * ROWS - 1));

    private static Demo demo(Set<SentAlong> sent) {
        return Demo.start(
                DemoSettings.small().withLayout(Layout.EVEN).withSentAlong(sent).withoutLearning());
    }

    private static void assertNothingIsLeft(List<Peer> peers) {
        peers.forEach(
                peer -> await().untilAsserted(() -> assertThat(peer.activity()).matches(Activity::isNone)));
    }

    @Test
    void answersAsFetchingDoes() throws SQLException {
        int repartitioned = 0;
        try (Demo fetching = demo(Set.of());
                Demo parting = demo(EnumSet.of(SentAlong.REPARTITION));
                Connection expected = fetching.connect(0);
                Connection connection = parting.connect(0)) {
            for (TpchQuery query : TpchQuery.all()) {
                List<String> lines = QueryIT.rows(connection, "explain analyze " + query.sql());
                boolean parted = lines.stream().anyMatch(line -> line.contains(", parted by "));
                repartitioned += parted ? 1 : 0;

                assertThat(QueryIT.rows(connection, query.sql()))
                        .as("query %d%n%s", query.number(), String.join("\n", lines))
                        .isEqualTo(QueryIT.rows(expected, query.sql()));
                assertThat(lines.stream().anyMatch(line -> line.matches("over the wire: .* to other peers")))
                        .as("query %d%n%s", query.number(), String.join("\n", lines))
                        .isEqualTo(parted);
            }
            assertNothingIsLeft(parting.peers());
        }
        assertThat(repartitioned).isGreaterThan(4);
    }

    private static NodeConfig narrow(NodeConfig config) {
        return config.with(ConfigKey.LIMITS_FRAGMENTS, "1")
                .with(ConfigKey.LIMITS_COMPANY_FRAGMENTS, "1")
                .with(ConfigKey.QUERY_SEND_ALONG, "repartition")
                .with(ConfigKey.QUERY_LEARN_SPEEDS, "false");
    }

    private static List<Peer> peers(TestNetwork network) {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Peer peer = network.addPeer("company" + i, RepartitionIT::narrow);
            peers.add(peer);
            // Each has every third number of t, and of u the following ones.
            peer.load(Map.of("t", rows(i), "u", rows((i + 1) % 3)));
        }
        return peers;
    }

    private static Iterator<Object[]> rows(int from) {
        return IntStream.range(0, ROWS)
                .map(n -> 3 * n + from)
                .mapToObj(n -> new Object[] {n, "text " + n})
                .iterator();
    }

    private static TestNetwork network(Path directory) {
        return new TestNetwork(
                directory,
                "net",
                "create table t (n integer primary key, s varchar(40)); create table u (n integer primary key, s varchar(40));");
    }

    /** Fragments that read rows of others give their place to those who send them. */
    @Test
    void queriesEndThoughEachPeerRunsOneFragmentAtATime(@TempDir Path directory) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestNetwork network = network(directory)) {
            List<Peer> peers = peers(network);
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Peer peer = peers.get(i % peers.size());
                answers.add(threads.submit(() -> {
                    try (Connection connection = TestNetwork.connect(peer)) {
                        return QueryIT.rows(connection, JOIN);
                    }
                }));
            }
            for (Future<List<String>> answer : answers) {
                assertThat(answer.get()).isEqualTo(JOINED);
            }
            assertThat(explained(peers.get(0))).contains("parted by s");
            assertNothingIsLeft(peers);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String explained(Peer peer) throws SQLException {
        try (Connection connection = TestNetwork.connect(peer)) {
            return String.join("\n", QueryIT.rows(connection, "explain " + JOIN));
        }
    }

    @Test
    void namesAnOwnerThatIsGone(@TempDir Path directory) throws Exception {
        try (TestNetwork network = network(directory)) {
            List<Peer> peers = peers(network);
            try (Connection connection = TestNetwork.connect(peers.get(0))) {
                assertThat(QueryIT.rows(connection, JOIN)).isEqualTo(JOINED);
                peers.get(2).kill();

                assertThatThrownBy(() -> QueryIT.rows(connection, JOIN))
                        .hasMessageContaining("company2")
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .startsWith("08"));
                assertNothingIsLeft(peers.subList(0, 2));
            }
        }
    }
}
