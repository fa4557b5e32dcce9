package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What statements changed is seen at other peers at once, after a restart, and besides what others change. */
class ChangeVisibilityIT {
    private static final int ROUNDS = 30;

    @TempDir
    Path directory;

    private TestNetwork network;
    private Peer peer;
    private Connection here;
    private Connection there;

    @BeforeEach
    void start() throws SQLException {
        network = new TestNetwork(directory, "shop", ChangesIT.SCHEMA);
        peer = network.addPeer("north");
        here = TestNetwork.connect(peer);
        there = TestNetwork.connect(network.addPeer("south"));
        for (Connection connection : List.of(here, there)) {
            try (Statement statement = connection.createStatement()) {
                int first = connection == here ? 0 : 1000;
                statement.executeUpdate("insert into item (id, name, qty) values (%d, 'first', 0)".formatted(first));
            }
        }
    }

    @AfterEach
    void stop() throws SQLException {
        here.close();
        there.close();
        network.close();
    }

    private static List<String> one(PreparedStatement query, long from, long to) throws SQLException {
        query.setLong(1, from);
        query.setLong(2, to);
        List<String> rows = new ArrayList<>();
        try (var result = query.executeQuery()) {
            while (result.next()) {
                rows.add(result.getLong(1) + "|" + result.getString(2));
            }
        }
        return rows;
    }

    @Test
    void anotherPeerWithAWarmCacheSeesEveryChangeAtOnce() throws SQLException {
        try (PreparedStatement query =
                        there.prepareStatement("select id, name from item where id between ? and ? order by id");
                Statement change = here.createStatement()) {
            for (int round = 1; round <= ROUNDS; round++) {
                long inserted = 5000L * round;
                long moved = inserted + 2000;
                assertThat(one(query, inserted, moved)).isEmpty();
                change.executeUpdate("insert into item (id, name) values (%d, 'in')".formatted(inserted));
                assertThat(one(query, inserted, moved)).containsExactly(inserted + "|in");
                change.executeUpdate(
                        "update item set id = id + 2000, name = 'moved' where id = %d".formatted(inserted));
                assertThat(one(query, inserted, moved)).containsExactly(moved + "|moved");
                if (round % 2 == 0) {
                    change.executeUpdate("delete from item where id = %d".formatted(moved));
                    assertThat(one(query, inserted, moved)).isEmpty();
                }
            }
        }
    }

    @Test
    void aRestartKeepsWhatWasAcknowledged() throws SQLException {
        try (Statement change = here.createStatement()) {
            change.executeUpdate("insert into item (id, name) select qty + 7, name from item where id = 0");
            change.executeUpdate("update item set name = 'kept' where id = 7");
            change.executeUpdate("delete from item where id = 0");
        }
        peer.kill();
        peer = network.restart("north");
        peer.awaitPublished(Duration.ofSeconds(30));
        assertThat(QueryIT.rows(there, "select id, name from item order by id"))
                .containsExactly("7|kept", "1000|first");
        here = TestNetwork.connect(peer);
        try (Statement change = here.createStatement()) {
            assertThat(change.executeUpdate("update item set name = 'again'")).isEqualTo(1);
        }
        assertThat(QueryIT.rows(there, "select id, name from item order by id"))
                .containsExactly("7|again", "1000|first");
    }

    @Test
    void statementsAndLoadsOfOneTableTakeTurns() throws Exception {
        int writers = 3;
        int each = 8;
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int writer = 1; writer <= writers; writer++) {
                int first = 100 * writer;
                tasks.add(() -> count(first, each));
            }
            tasks.add(() -> {
                for (int load = 0; load < each; load++) {
                    Iterator<Object[]> rows = List.of(
                                    new Object[] {400L + load, "load", null, 1, null, null},
                                    new Object[] {450L + load, "load", null, 1, null, null})
                            .iterator();
                    peer.load(Map.of("item", rows));
                }
                return each;
            });
            for (Future<Integer> done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isEqualTo(each);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(QueryIT.rows(there, "select count(*), sum(qty) from item where id < 1000"))
                .as("rows, and increments of the row that all writers change")
                .containsExactly((1 + writers * each + 2 * each) + "|" + (writers * each + writers * each + 2 * each));
    }

    /** Adds a row and one to the quantity of the first row, so many times. */
    private int count(int first, int times) throws SQLException {
        try (Connection connection = TestNetwork.connect(peer);
                Statement statement = connection.createStatement()) {
            return IntStream.range(0, times)
                    .map(i -> {
                        try {
                            statement.executeUpdate(
                                    "insert into item (id, name) values (%d, 'w')".formatted(first + i));
                            return statement.executeUpdate("update item set qty = qty + 1 where id = 0");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .sum();
        }
    }
}
