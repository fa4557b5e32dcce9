package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that run one fragment at a time, and few statements. */
class AdmissionIT {
    private static final int ROWS = 12_000;
    private static final String JOIN = "select count(*), min(t.n), max(u.n) from t join u on t.s = u.s";
    private static final String ALL = "select n, s from t";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestNetwork network;
    private List<Peer> peers = List.of();

    @BeforeEach
    void start(@TempDir Path directory) {
        network = new TestNetwork(
                directory,
                "net",
                "create table t (n integer primary key, s varchar(40)); create table u (n integer primary key, s varchar(40));");
        peers = List.of(network.addPeer("alpha", AdmissionIT::narrow), network.addPeer("beta", AdmissionIT::narrow));
        for (int i = 0; i < 2; i++) {
            peers.get(i).load(Map.of("t", rows(i).iterator(), "u", rows(i).iterator()));
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        network.close();
    }

    private static NodeConfig narrow(NodeConfig config) {
        return config.with(ConfigKey.LIMITS_FRAGMENTS, "1")
                .with(ConfigKey.LIMITS_COMPANY_FRAGMENTS, "1")
                .with(ConfigKey.LIMITS_STATEMENTS, "3")
                .with(ConfigKey.LIMITS_USER_STATEMENTS, "3")
                .with(ConfigKey.LIMITS_STATEMENT_QUEUE, "4")
                .with(ConfigKey.QUERY_SEND_ALONG, "");
    }

    /** Every second number is of this peer, so that the ranges of both are the same. */
    private static List<Object[]> rows(int peer) {
        return IntStream.range(0, ROWS)
                .map(n -> 2 * n + peer)
                .mapToObj(n -> new Object[] {n, "text " + n})
                .toList();
    }

    private List<String> ask(Peer peer, String sql) throws SQLException {
        try (Connection connection = TestNetwork.connect(peer)) {
            return QueryIT.rows(connection, sql);
        }
    }

    private void assertNothingIsLeft() {
        peers.forEach(peer -> await().untilAsserted(
                        () -> Assertions.assertThat(peer.activity()).matches(Activity::isNone)));
    }

    /** Each query has fragments at both peers, and each peer has queries: all wait for each other, and none for ever. */
    @Test
    void queriesOfBothPeersEndThoughEachRunsOneFragmentAtATime() throws Exception {
        List<Future<List<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Peer peer = peers.get(i % 2);
            answers.add(threads.submit(() -> ask(peer, JOIN)));
        }
        for (Future<List<String>> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS)).containsExactly("24000|0|23999");
        }
        assertNothingIsLeft();
    }

    @Test
    void aCursorThatNobodyReadsKeepsNeitherStatementsNorFragmentsWaiting() throws Exception {
        List<Connection> idle = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Connection connection = TestNetwork.connect(peers.get(0));
            idle.add(connection);
            Statement statement = connection.createStatement();
            statement.setFetchSize(10);
            ResultSet rows = statement.executeQuery(ALL);
            assertThat(rows.next()).isTrue();
        }
        assertThat(peers.get(0).activity().open().results()).isEqualTo(4);

        assertThat(ask(peers.get(0), JOIN)).containsExactly("24000|0|23999");
        assertThat(ask(peers.get(1), JOIN)).containsExactly("24000|0|23999");

        for (Connection connection : idle) {
            connection.close();
        }
        assertNothingIsLeft();
    }

    @Test
    void aCancelThatComesAfterTheConnectionWasClosedOpensNone() throws SQLException {
        Connection connection = TestNetwork.connect(peers.get(0));
        Statement statement = connection.createStatement();
        statement.setFetchSize(10);
        ResultSet rows = statement.executeQuery(ALL);
        assertThat(rows.next()).isTrue();
        connection.close();

        statement.cancel();

        assertThat(peers.get(0).connections()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void whatFindsNoRoomInTheQueueIsRefusedAndMayBeRepeated() throws Exception {
        Peer peer = peers.get(0);
        Map<Statement, Future<ResultSet>> occupying = occupy(peer, 3);
        List<Future<List<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            answers.add(threads.submit(() -> {
                try {
                    return ask(peer, JOIN);
                } catch (SQLTransientException e) {
                    return List.of(e.getSQLState() + " " + e.getMessage());
                }
            }));
        }
        await().until(() -> answers.stream().filter(Future::isDone).count()
                        + peer.activity().statements().waiting()
                == answers.size());
        for (Statement statement : occupying.keySet()) {
            statement.cancel();
        }
        int refused = 0;
        for (Future<List<String>> answer : answers) {
            String first = answer.get(60, TimeUnit.SECONDS).get(0);
            assertThat(first).matches("24000\\|0\\|23999|53300 this peer is overloaded: .*limits.statement-queue.*");
            refused += first.startsWith("53300") ? 1 : 0;
        }
        assertThat(refused).isBetween(1, answers.size() - 1);
        assertThat(ask(peer, JOIN)).containsExactly("24000|0|23999");
        for (Map.Entry<Statement, Future<ResultSet>> one : occupying.entrySet()) {
            assertThatThrownBy(one.getValue()::get).hasMessageContaining("cancelled");
            one.getKey().getConnection().close();
        }
        assertNothingIsLeft();
    }

    /** Statements that keep so many places until they are cancelled: they try hundreds of millions of pairs. */
    private Map<Statement, Future<ResultSet>> occupy(Peer peer, int places) throws SQLException {
        Map<Statement, Future<ResultSet>> occupying = new LinkedHashMap<>();
        for (int i = 0; i < places; i++) {
            Statement statement = TestNetwork.connect(peer).createStatement();
            occupying.put(
                    statement,
                    threads.submit(
                            () -> statement.executeQuery("select count(*) from t join u on t.n < u.n and t.s > u.s")));
        }
        await().until(() -> peer.activity().statements().taken() == places);
        return occupying;
    }
}
