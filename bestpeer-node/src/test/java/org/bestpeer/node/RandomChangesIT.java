package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random statements and batches at two peers, and the same in one database that has a table for each peer's share. */
class RandomChangesIT {
    private static final int STEPS = 40;
    private static final String SCHEMA =
            """
            CREATE TABLE keyed (k INTEGER PRIMARY KEY, a INTEGER, b VARCHAR(30) DEFAULT 'none');
            CREATE TABLE loose (k INTEGER, a INTEGER, b VARCHAR(30) DEFAULT 'none');
            """;

    @TempDir
    static Path directory;

    private static TestNetwork network;
    private static List<Connection> peers;
    private static Connection model;

    @BeforeAll
    static void start() throws SQLException {
        network = new TestNetwork(directory, "shop", SCHEMA);
        peers = List.of(TestNetwork.connect(network.addPeer("north")), TestNetwork.connect(network.addPeer("south")));
        model = DriverManager.getConnection("jdbc:hsqldb:mem:random-changes", "SA", "");
        model.setAutoCommit(false);
        try (Statement statement = model.createStatement()) {
            for (String table : List.of("keyed", "loose")) {
                for (int peer = 0; peer < 2; peer++) {
                    statement.execute("create table %s_%d (k integer%s, a integer, b varchar(30) default 'none')"
                            .formatted(table, peer, table.equals("keyed") ? " primary key" : ""));
                }
                statement.execute(
                        "create view %1$s as select * from %1$s_0 union all select * from %1$s_1".formatted(table));
            }
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Connection peer : peers) {
            peer.close();
        }
        try (Statement statement = model.createStatement()) {
            statement.execute("shutdown");
        }
        network.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void changeWhatTheModelChanges(long seed) throws SQLException {
        Random random = new Random(seed);
        String table = seed % 2 == 0 ? "keyed" : "loose";
        int failures = 0;
        for (int step = 0; step < STEPS; step++) {
            int peer = random.nextInt(2);
            boolean batch = table.equals("loose") && random.nextInt(3) == 0;
            List<String> statements = IntStream.range(0, batch ? 1 + random.nextInt(5) : 1)
                    .mapToObj(i -> statement(random, table, !batch))
                    .toList();
            String where = "seed %d, step %d, peer %d: %s".formatted(seed, step, peer, statements);
            List<Integer> expected = run(model, statements, table + "_" + peer, batch);
            List<Integer> found = run(peers.get(peer), statements, table, batch);
            assertThat(found).as(where).isEqualTo(expected);
            failures += expected.isEmpty() ? 1 : 0;
            String all = "select k, a, b from " + table + " order by k, a, b";
            assertThat(QueryIT.rows(peers.get(1 - peer), all).stream().sorted())
                    .as(where)
                    .containsExactlyElementsOf(
                            QueryIT.rows(model, all).stream().sorted().toList());
        }
        assertThat(failures).as("some fail, most do not").isLessThan(STEPS / 2);
    }

    /** Counts of rows; none if it failed, and then nothing has changed. */
    private static List<Integer> run(Connection connection, List<String> statements, String target, boolean batch)
            throws SQLException {
        List<Integer> counts = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (batch && connection != model) {
                for (String sql : statements) {
                    statement.addBatch(sql.replace("{t}", target));
                }
                for (int count : statement.executeBatch()) {
                    counts.add(count);
                }
            } else {
                for (String sql : statements) {
                    counts.add(statement.executeUpdate(sql.replace("{t}", target)));
                }
            }
            if (connection == model) {
                model.commit();
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).startsWith("23");
            if (connection == model) {
                model.rollback();
            }
            return List.of();
        }
        return counts;
    }

    private static String statement(Random random, String table, boolean mayQuery) {
        int a = random.nextInt(40);
        int b = random.nextInt(40);
        return switch (random.nextInt(mayQuery ? 10 : 7)) {
            case 0, 1 -> "insert into {t} values (%d, %d, 'v%d')".formatted(a, b, b % 4);
            case 2 ->
                "insert into {t} (a, k) values (%d + %d, %d), (null, %d), (%d, %d)"
                        .formatted(a, b, 40 + a, 90 + b, b, 140 + a);
            case 3 ->
                "update {t} set a = coalesce(a, 0) + %d, b = b || 'x' where k between %d and %d and char_length(b) < 20"
                        .formatted(a, b, b + 15);
            case 4 -> "update {t} set k = k + %d, a = k where a < %d".formatted(1 + a, b);
            case 5 -> "delete from {t} where k > %d and a is not null".formatted(60 + 2 * a);
            case 6 -> "update {t} set b = null where a is null or k = %d".formatted(a);
            case 7 ->
                "insert into {t} select k + %d, max(a), min(b) from %s where k < %d group by k".formatted(a, table, b);
            case 8 -> "delete from {t} where k in (select a from %s where a > %d)".formatted(table, a);
            default ->
                "update {t} set a = (select count(*) from %s o where o.k < %d) where a > %d".formatted(table, b, a);
        };
    }
}
