package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INSERT, UPDATE, DELETE and batches over JDBC, at one of two peers. */
class ChangesIT {
    static final String SCHEMA =
            """
            CREATE TABLE item (
              id BIGINT NOT NULL PRIMARY KEY,
              name VARCHAR(10) NOT NULL,
              price DECIMAL(8, 2),
              qty SMALLINT DEFAULT 1,
              code VARCHAR(5) UNIQUE,
              born DATE DEFAULT DATE '2026-01-02');
            CREATE TABLE note (line VARCHAR(200), at_time TIMESTAMP(3), raw VARBINARY(4), ok BOOLEAN, x DOUBLE PRECISION);
            CREATE REFERENCE TABLE unit (name VARCHAR(10) PRIMARY KEY);
            """;
    private static final String ALL = "select id, name, price, qty, code from item order by id";

    @TempDir
    static Path directory;

    private static TestNetwork network;
    private static Peer theirs;
    private static Connection here;
    private static Connection there;

    @BeforeAll
    static void start() throws SQLException {
        network = new TestNetwork(directory, "shop", SCHEMA);
        here = TestNetwork.connect(network.addPeer("north"));
        theirs = network.addPeer("south", "bob");
        theirs.setUser("bob", TestNetwork.PASSWORD.toCharArray());
        there = TestNetwork.connect(theirs);
        try (Connection bob = DriverManager.getConnection(theirs.jdbcUrl(), "bob", TestNetwork.PASSWORD);
                Statement statement = bob.createStatement()) {
            assertThat(statement.executeUpdate("insert into item (id, name) values (100, 'theirs')"))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("insert into unit values ('kg')"))
                    .isEqualTo(1);
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        here.close();
        there.close();
        network.close();
    }

    @BeforeEach
    void twoRows() throws SQLException {
        update("delete from item");
        assertThat(update(
                        "insert into item (id, name, price, code) values (1, 'one', 1.5, 'a'), (2, 'two', null, 'b')"))
                .isEqualTo(2);
    }

    private static long update(String sql) throws SQLException {
        try (Statement statement = here.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    private static SQLException failure(String sql) {
        return catchThrowableOfType(SQLException.class, () -> update(sql));
    }

    private static List<String> rows() throws SQLException {
        List<String> rows = QueryIT.rows(here, ALL);
        assertThat(QueryIT.rows(there, ALL)).as("the other peer").isEqualTo(rows);
        return rows;
    }

    @Test
    void statementsChangeTheOwnRowsAndCountThem() throws SQLException {
        assertThat(rows()).containsExactly("1|one|1.50|1|a", "2|two|null|1|b", "100|theirs|null|1|null");
        assertThat(update("update item set price = coalesce(price, 2) * 3, qty = default, code = null where id <> 1"))
                .isEqualTo(1);
        assertThat(rows()).containsExactly("1|one|1.50|1|a", "2|two|6.00|1|null", "100|theirs|null|1|null");
        assertThat(update("insert into item (id, name) select id + 10, name || '!' from item"))
                .isEqualTo(3);
        assertThat(update("delete from item as i where i.id in (select id - 10 from item)"))
                .isEqualTo(2);
        assertThat(rows())
                .containsExactly(
                        "11|one!|null|1|null",
                        "12|two!|null|1|null",
                        "100|theirs|null|1|null",
                        "110|theirs!|null|1|null");
        assertThat(update("delete from item where id = 100")).isZero();
    }

    @Test
    void executeTellsCountsFromResults() throws SQLException {
        try (Statement statement = here.createStatement()) {
            assertThat(statement.execute("update item set qty = 7")).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(2);
            assertThat(statement.getResultSet()).isNull();
            assertThat(statement.execute("select * from item")).isTrue();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(catchThrowableOfType(SQLException.class, () -> statement.executeQuery("delete from item"))
                            .getSQLState())
                    .isEqualTo("42000");
            assertThat(catchThrowableOfType(SQLException.class, () -> statement.executeUpdate("select * from item"))
                            .getSQLState())
                    .isEqualTo("42000");
        }
        assertThat(rows()).hasSize(3);
    }

    @Test
    void preparedStatementsAndTheirBatches() throws SQLException {
        try (PreparedStatement insert =
                here.prepareStatement("insert into item (id, name, price, born) values (?, ?, ?, ?)")) {
            assertThat(insert.getMetaData()).isNull();
            set(insert, 3, "three", 0.1 + 0.2);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            set(insert, 4, "four", 1.005);
            assertThat(insert.execute()).isFalse();
            assertThat(insert.getUpdateCount()).isEqualTo(1);
            for (int id = 5; id < 1005; id++) {
                set(insert, id, "n" + id, id);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(1000).containsOnly(1);
            assertThat(insert.executeBatch()).isEmpty();
        }
        assertThat(QueryIT.rows(there, "select count(*), sum(id), min(price) from item where id < 2000"))
                .containsExactly("1005|" + (1004 * 1005 / 2 + 100) + "|0.30");
        try (PreparedStatement update = here.prepareStatement("update item set name = ? where id between ? and ?")) {
            for (int i = 0; i < 3; i++) {
                update.setString(1, "u" + i);
                update.setInt(2, 10 * i);
                update.setInt(3, 10 * i + 15);
                update.addBatch();
            }
            assertThat(update.executeLargeBatch()).containsExactly(15, 16, 16);
        }
        assertThat(QueryIT.rows(there, "select name, count(*) from item where name like 'u%' group by name order by 1"))
                .containsExactly("u0|9", "u1|10", "u2|16");
    }

    private static void set(PreparedStatement insert, int id, String name, double price) throws SQLException {
        insert.setInt(1, id);
        insert.setString(2, name);
        insert.setDouble(3, price);
        insert.setDate(4, Date.valueOf("2026-05-06"));
    }

    @Test
    void aBatchOfStatementsIsOneTransaction() throws SQLException {
        try (Statement statement = here.createStatement()) {
            statement.addBatch("insert into item (id, name) values (3, 'x'), (4, 'y')");
            statement.addBatch("update item set qty = id where id >= 2");
            statement.addBatch("delete from item where qty = 2");
            assertThat(statement.executeBatch()).containsExactly(2, 3, 1);
            List<String> after = rows();
            assertThat(after)
                    .containsExactly("1|one|1.50|1|a", "3|x|null|3|null", "4|y|null|4|null", "100|theirs|null|1|null");

            statement.addBatch("delete from item");
            statement.addBatch("insert into item (id, name) values (9, 'nine'), (9, 'again')");
            BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
            assertThat(failure.getSQLState()).isEqualTo("23505");
            assertThat(failure.getUpdateCounts()).isEmpty();
            assertThat(rows()).isEqualTo(after);
        }
    }

    @Test
    void allTypesTravel() throws SQLException {
        try (PreparedStatement insert = here.prepareStatement("insert into note values (?, ?, ?, ?, ?)")) {
            insert.setString(1, "Zażółć 𝄞 'x'");
            insert.setTimestamp(2, Timestamp.valueOf("2026-11-29 10:11:12.123"));
            insert.setBytes(3, new byte[] {1, -1});
            insert.setBoolean(4, true);
            insert.setDouble(5, 0.1);
            insert.addBatch();
            for (int i = 1; i <= 5; i++) {
                insert.setObject(i, null);
            }
            insert.addBatch();
            insert.executeBatch();
        }
        update("insert into note values ('lit', timestamp '2026-01-01 00:00:00', x'0aff', 1 > 2, 1e3)");
        assertThat(update("update note set x = x + 1, line = 'upd' where not ok"))
                .isEqualTo(1);
        assertThat(QueryIT.rows(there, "select line, at_time, ok, x from note order by x"))
                .containsExactly(
                        "Zażółć 𝄞 'x'|2026-11-29 10:11:12.123|true|0.1",
                        "upd|2026-01-01 00:00:00.000|false|1001.0",
                        "null|null|null|null");
        assertThat(update("delete from note where line is null or x is not null"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into item (id, name) values (1, 'again') | 23505 | primary key (id); nothing was changed",
                "insert into item (id, name, code) values (3, 'x', 'b') | 23505 | unique key (code)",
                "update item set code = 'a' | 23505 | unique key (code); nothing was changed",
                "insert into item (id) values (3) | 23502 | column name",
                "insert into item values (3, null, 1, 1, null, null) | 23502 | column name",
                "update item set id = null where id = 2 | 23502 | column id",
                "insert into item (id, name) values (3, 'elevenchars') | 22001 | 11 characters, at most 10",
                "insert into item (id, name, price) values (3, 'x', 1000000) | 22003 | ",
                "insert into item (id, name, qty) values (3, 'x', 40000) | 22003 | ",
                "insert into item (id, name) values (3000000000 * 10000000000, 'x') | 22003 | ",
                "insert into item (id, name) values (3, 'x'), (1 / 0, 'y') | 22012 | ",
                "insert into item (id, name) values ('x', 'y') | 22018 | ",
                "insert into item (id, name, born) values (3, 'x', 5) | 42804 | column born",
                "insert into nowhere values (1) | 42P01 | nowhere",
                "insert into unit values ('lb') | 42501 | reference table unit is published by company south",
                "delete from sys.peers | 42501 | schema sys",
                "merge into item using unit on true when matched then delete | 0A000 | MERGE",
                "truncate table item | 0A000 | TRUNCATE",
                "delete from item returning id | 0A000 | RETURNING",
                "insert into item (id, name) values (1, 'x') on conflict do nothing | 0A000 | ON CONFLICT",
            })
    void aFailedStatementSaysWhyAndChangesNothing(String sql, String state, String message) throws SQLException {
        List<String> before = rows();
        SQLException failure = failure(sql);
        assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo(state);
        if (message != null) {
            assertThat((Throwable) failure).hasMessageContaining(message);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void constraintsHaveJdbcsClass() {
        assertThat((Throwable) failure("insert into item (id, name) values (1, 'again')"))
                .isInstanceOf(SQLIntegrityConstraintViolationException.class);
    }

    @Test
    void onlyWritersChangeRows() throws SQLException {
        try (Statement statement = there.createStatement()) {
            SQLException failure =
                    catchThrowableOfType(SQLException.class, () -> statement.executeUpdate("delete from item"));
            assertThat(failure.getSQLState()).isEqualTo("42501");
            assertThat((Throwable) failure).hasMessageContaining("user ann").hasMessageContaining("share.writers");
        }
        assertThat(rows()).hasSize(3);
    }

    @Test
    void readOnlyConnectionsAndTransactionsAreRefused() throws SQLException {
        assertThat(here.isReadOnly()).isFalse();
        here.setReadOnly(true);
        assertThat(failure("delete from item").getSQLState()).isEqualTo("25006");
        here.setReadOnly(false);
        here.setAutoCommit(false);
        SQLException failure = failure("delete from item");
        assertThat(failure.getSQLState()).isEqualTo("0A000");
        assertThat(QueryIT.rows(here, "select count(*) from item")).containsExactly("3");
        here.rollback();
        here.setAutoCommit(true);
        assertThat(update("delete from item where price = " + new BigDecimal("1.50")))
                .isEqualTo(1);
    }
}
