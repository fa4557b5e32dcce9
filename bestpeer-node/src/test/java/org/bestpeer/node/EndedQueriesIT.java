package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.node.tpch.Layout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever ends a query ends it at the home peer and at all owners. */
class EndedQueriesIT {
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** Pairs of rows without a key: hours of one step at the home peer, from which no batch comes. */
    private static final String ENDLESS = "select count(*) from lineitem a join lineitem b"
            + " on a.l_extendedprice + b.l_extendedprice < 0 join orders c on c.o_totalprice + a.l_tax < 0";

    private static final String ALL = "select * from lineitem";

    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.start(DemoSettings.small().withLayout(Layout.EVEN));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static void assertNothingIsLeft() {
        assertNothingIsLeft(SECONDS);
    }

    private static void assertNothingIsLeft(Duration patience) {
        Awaitility.await().atMost(patience).untilAsserted(() -> assertThat(demo.peers())
                .extracting(Peer::activity)
                .allMatch(Activity::isNone));
    }

    private static Activity.Open home() {
        return demo.peers().get(0).activity().open();
    }

    @Test
    void aCancelledLongStepEnds() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection connection = demo.connect(0);
                Statement statement = connection.createStatement()) {
            Future<ResultSet> running = threads.submit(() -> statement.executeQuery(ENDLESS));
            Awaitility.await().atMost(SECONDS).until(() -> home().queries() == 1);
            // Beyond the fragments: it is in the middle of the step.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> home().results() == 1
                            && demo.peers().stream()
                                    .allMatch(peer -> peer.activity().open().fragments() <= 1));
            statement.cancel();

            assertThatThrownBy(() -> running.get(5, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertNothingIsLeft();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aLongStepEndsWithTheTimeLimit() throws SQLException {
        try (Connection connection = demo.connect(0);
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            long start = System.nanoTime();
            assertThatThrownBy(() -> statement.executeQuery(ENDLESS))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HYT00"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertNothingIsLeft();
        }
    }

    @Test
    void rowsThatNobodyTakesEndWithTheTimeLimit() throws SQLException {
        try (Connection connection = demo.connect(0);
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) LIMIT.toSeconds());
            statement.setFetchSize(100);
            ResultSet rows = statement.executeQuery(ALL);
            assertThat(rows.next()).isTrue();

            assertNothingIsLeft(LIMIT.plus(SECONDS));
            List<QuerySnapshot> queries = demo.peers().get(0).queries().list();
            assertThat(queries.get(queries.size() - 1).failure())
                    .map(failure -> failure.code())
                    .contains(ErrorCode.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void aResultThatIsClosedEarlyEnds() throws SQLException {
        try (Connection connection = demo.connect(0);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(100);
            try (ResultSet rows = statement.executeQuery(ALL)) {
                assertThat(rows.next()).isTrue();
            }
            assertNothingIsLeft();
        }
    }

    @Test
    void aClientThatHangsUpEndsItsResult() throws SQLException {
        Connection connection = demo.connect(0);
        Statement statement = connection.createStatement();
        statement.setFetchSize(100);
        assertThat(statement.executeQuery(ALL).next()).isTrue();

        // Nobody tells the peer: that is what the executor would be for.
        connection.abort(task -> {});

        assertNothingIsLeft();
    }
}
