package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of {@code sys} and {@code information_schema} over two real peers, through the driver. */
class SystemSchemaIT {
    private static final String SCHEMA =
            """
            CREATE TABLE customer (
                c_id BIGINT PRIMARY KEY,
                c_name VARCHAR(25) NOT NULL UNIQUE,
                c_since DATE DEFAULT DATE '2020-01-01',
                "Odd Name" SMALLINT,
                c_note VARCHAR,
                c_key VARBINARY(16)
            );
            CREATE TABLE sale (
                s_region INTEGER, s_number INTEGER, s_customer BIGINT REFERENCES customer,
                s_price DECIMAL(15, 2), s_weight DOUBLE, s_paid BOOLEAN, s_at TIMESTAMP(3), s_time TIME(0), s_kind CHAR(4),
                PRIMARY KEY (s_region, s_number)
            );
            CREATE TABLE item (
                i_number INTEGER, i_region INTEGER,
                CONSTRAINT of_sale FOREIGN KEY (i_number, i_region) REFERENCES sale (s_number, s_region)
            );
            CREATE REFERENCE TABLE country (n_name VARCHAR NOT NULL);
            CREATE TABLE visit (v_page INTEGER);
            COMMENT ON TABLE customer IS 'who buys';
            """;

    private static final int VISITS = 1000;

    @TempDir
    private static Path directory;

    private static TestNetwork network;
    private static Peer north;
    private static Peer south;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        network = new TestNetwork(directory, "shop", SCHEMA);
        north = network.addPeer("north");
        south = network.addPeer("south");
        north.load(Map.of(
                "customer",
                List.<Object[]>of(customer(1, "Ann", 10_000), customer(2, "Bob", 10_001))
                        .iterator()));
        south.load(Map.of("customer", List.<Object[]>of(customer(7, "Zoe", -1)).iterator()));
        north.load(Map.of(
                "sale", List.<Object[]>of(sale(1, "19.90"), sale(2, "-0.05")).iterator()));
        south.load(Map.of(
                "visit",
                IntStream.range(0, VISITS).mapToObj(i -> new Object[] {i}).iterator()));
        connection = DriverManager.getConnection(north.jdbcUrl(), TestNetwork.USER, TestNetwork.PASSWORD);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        network.close();
    }

    private static Object[] customer(long id, String name, int since) {
        return new Object[] {id, name, since, null, null, null};
    }

    private static Object[] sale(int number, String price) {
        return new Object[] {1, number, 1L, new BigDecimal(price), 0.5, true, 1_000L, 0L, "web"};
    }

    /** Every query that reads them changes them. */
    private static final List<String> CHANGING = List.of("sys.queries", "sys.fragments");

    private static List<String> rows(String sql) throws SQLException {
        return QueryIT.rows(connection, sql);
    }

    @Test
    void listsTheSchemaFile() throws SQLException {
        assertThat(rows("select table_catalog, table_schema, table_name, table_type from information_schema.tables"
                        + " where table_schema not in ('sys', 'information_schema') order by 3"))
                .containsExactly(
                        "shop|public|country|BASE TABLE",
                        "shop|public|customer|BASE TABLE",
                        "shop|public|item|BASE TABLE",
                        "shop|public|sale|BASE TABLE",
                        "shop|public|visit|BASE TABLE");
        assertThat(rows("select ordinal_position, column_name, data_type, is_nullable, column_default,"
                        + " character_maximum_length, numeric_precision, numeric_precision_radix, numeric_scale,"
                        + " datetime_precision from INFORMATION_SCHEMA.COLUMNS where table_schema = 'public'"
                        + " and table_name in ('customer', 'sale') order by table_name, ordinal_position"))
                .containsExactly(
                        "1|c_id|bigint|NO|null|null|64|2|0|null",
                        "2|c_name|character varying|NO|null|25|null|null|null|null",
                        "3|c_since|date|YES|DATE '2020-01-01'|null|null|null|null|0",
                        "4|Odd Name|smallint|YES|null|null|16|2|0|null",
                        "5|c_note|character varying|YES|null|null|null|null|null|null",
                        "6|c_key|binary varying|YES|null|16|null|null|null|null",
                        "1|s_region|integer|NO|null|null|32|2|0|null",
                        "2|s_number|integer|NO|null|null|32|2|0|null",
                        "3|s_customer|bigint|YES|null|null|64|2|0|null",
                        "4|s_price|numeric|YES|null|null|15|10|2|null",
                        "5|s_weight|double precision|YES|null|null|53|2|null|null",
                        "6|s_paid|boolean|YES|null|null|null|null|null|null",
                        "7|s_at|timestamp without time zone|YES|null|null|null|null|null|3",
                        "8|s_time|time without time zone|YES|null|null|null|null|null|0",
                        "9|s_kind|character varying|YES|null|4|null|null|null|null");
        assertThat(rows("select schema_name from information_schema.schemata"))
                .containsExactly("information_schema", "public", "sys");
        assertThat(rows("table information_schema.information_schema_catalog_name"))
                .containsExactly("shop");
    }

    @Test
    void listsKeys() throws SQLException {
        assertThat(rows("select k.constraint_name, c.constraint_type, k.table_name, k.column_name, k.ordinal_position,"
                        + " k.position_in_unique_constraint, c.enforced from information_schema.key_column_usage k"
                        + " join information_schema.table_constraints c using (constraint_schema, constraint_name)"
                        + " where k.constraint_name not like '%fk%' and k.column_name <> 's_customer'"
                        + " order by 1, k.ordinal_position"))
                .containsExactly(
                        "customer_c_name_key|UNIQUE|customer|c_name|1|null|NO",
                        "customer_pkey|PRIMARY KEY|customer|c_id|1|null|NO",
                        // A foreign key's columns come in the order of the key that it refers to.
                        "of_sale|FOREIGN KEY|item|i_region|1|1|NO",
                        "of_sale|FOREIGN KEY|item|i_number|2|2|NO",
                        "sale_pkey|PRIMARY KEY|sale|s_region|1|null|NO",
                        "sale_pkey|PRIMARY KEY|sale|s_number|2|null|NO");
        assertThat(rows("select unique_constraint_name, match_option, update_rule, delete_rule"
                        + " from information_schema.referential_constraints order by 1"))
                .containsExactly("customer_pkey|NONE|NO ACTION|NO ACTION", "sale_pkey|NONE|NO ACTION|NO ACTION");
        assertThat(rows("select table_name, column_name from information_schema.constraint_column_usage"
                        + " where constraint_name = 'of_sale'"))
                .containsExactlyInAnyOrder("sale|s_number", "sale|s_region");
        assertThat(rows("select table_name from information_schema.constraint_table_usage"
                        + " where constraint_name = 'of_sale'"))
                .containsExactly("sale");
    }

    @Test
    void everyColumnOfEverySystemTableCanBeReadAndIsDocumented() throws SQLException, IOException {
        String documentation = Files.readString(Path.of("../docs/system-schema.md"));
        Map<String, List<String>> listed = new TreeMap<>();
        for (String row : rows("select table_schema, table_name, column_name from information_schema.columns"
                + " where table_schema <> 'public' order by 1, 2, ordinal_position")) {
            String[] parts = row.split("\\|");
            listed.computeIfAbsent(parts[0] + "." + parts[1], table -> new ArrayList<>())
                    .add(parts[2]);
        }
        assertThat(listed.keySet())
                .contains("sys.peers", "sys.tables", "sys.index_entries", "information_schema.columns")
                .hasSameSizeAs(rows("select 1 from information_schema.tables where table_schema <> 'public'"));
        for (Map.Entry<String, List<String>> table : listed.entrySet()) {
            String columns = String.join(", ", table.getValue());
            List<String> read = rows("select " + columns + " from " + table.getKey());
            if (!CHANGING.contains(table.getKey())) {
                assertThat(read)
                        .as(table.getKey())
                        .containsExactlyInAnyOrderElementsOf(rows("select * from shop." + table.getKey()));
            }
            assertDocumented(documentation, table.getKey(), table.getValue());
        }
        assertThat(rows("table information_schema.views")).isEmpty();
    }

    private static void assertDocumented(String documentation, String table, List<String> columns) {
        if (table.startsWith("information_schema.")) {
            String name = table.substring(table.indexOf('.') + 1);
            assertThat(documentation).contains("\n| `%s` | `%s`".formatted(name, String.join(" ", columns)));
        } else {
            assertThat(documentation).contains("\n### " + table + "\n");
            String section = documentation.split("\n### " + table + "\n", 2)[1].split("\n##", 2)[0];
            assertThat(columns).allSatisfy(column -> assertThat(section).contains("`" + column + "`"));
        }
    }

    @Test
    void tellsWhatTheOwnQueriesDo() throws SQLException {
        String counted = "select count(*) from customer where 20261129 = 20261129";
        assertThat(rows(counted)).hasSize(1);
        assertThatThrownBy(() -> rows("select 1 / 0 as failed_here")).isInstanceOf(SQLException.class);

        String own = " from sys.queries where query = '" + counted + "'";
        assertThat(rows("select user_name, state, fragments_done, fragments_total, row_count, attempts, error_code"
                        + own))
                .containsExactly("ann|FINISHED|2|2|1|1|null");
        assertThat(rows("select f.company, f.tables, f.state, f.row_count from sys.fragments f"
                        + " where f.query_id in (select query_id" + own + ")"))
                .containsExactlyInAnyOrder("north|customer|FINISHED|1", "south|customer|FINISHED|1");
        assertThat(rows("select state, error_code from sys.queries where query like '%failed_here'"))
                .containsExactly("FAILED|22012");
        assertThat(rows("select state, ended from sys.queries where query like '%this one%'"))
                .containsExactly("RUNNING|null");
        assertThat(rows("select query from sys.queries where query like '%from sys.%' and state = 'FINISHED'"))
                .isEmpty();
    }

    @Test
    void tellsWhoSharesWhat() throws SQLException {
        assertThat(rows("select table_name, kind, company_count, companies, row_count, comment from sys.tables"
                        + " where table_name <> 'item'"))
                .containsExactly(
                        "country|reference|0|null|0|null",
                        "customer|partitioned|2|north, south|3|who buys",
                        "sale|partitioned|1|north|2|null",
                        "visit|partitioned|1|south|1000|null");
        assertThat(rows("select load_versions from sys.tables where table_name = 'customer'"))
                .singleElement()
                .asString()
                .matches("\\Q" + north.identity().peer() + "\\E: \\d+, \\Q"
                        + south.identity().peer() + "\\E: \\d+");
    }

    @Test
    void readsTheIndex() throws SQLException {
        assertThat(rows("select company, min_value, max_value, row_count, distinct_values, null_fraction"
                        + " from sys.index_entries where kind = 'range' and table_name = 'customer'"
                        + " and column_name = 'c_since' order by 1"))
                .containsExactly("north|1997-05-19|1997-05-20|2|2.0|0.0", "south|1969-12-31|1969-12-31|1|1.0|0.0");
        assertThat(rows("select peer, column_name, min_value, max_value from sys.index_entries"
                        + " where kind = 'column' and table_name = 'sale'"
                        + " and column_name in ('s_price', 's_paid', 's_at', 's_weight', 's_kind') order by 2"))
                .allMatch(row -> row.startsWith(north.identity().peer() + "|"))
                .extracting(row -> row.substring(row.indexOf('|') + 1))
                .containsExactly(
                        "s_at|1970-01-01 00:00:00.001|1970-01-01 00:00:00.001",
                        "s_kind|web|web",
                        "s_paid|true|true",
                        "s_price|-0.05|19.90",
                        "s_weight|0.5|0.5");
        assertThat(rows("select kind, sum(row_count), min(cast(min_value as integer)), max(cast(max_value as integer))"
                        + " from sys.index_entries where table_name = 'visit' group by kind order by kind"))
                .containsExactly(
                        "column|1000|0|999", "histogram|1000|0|999", "range|1000|0|999", "table|1000|null|null");
        assertThat(rows("select c_name from customer join sys.index_entries on kind = 'range'"
                        + " and column_name = 'c_id' and c_id = cast(min_value as bigint) where table_name = 'customer'"
                        + " order by 1"))
                .containsExactly("Ann", "Zoe");
    }

    @Test
    void aCachedPlanSeesTheNextLoad() throws SQLException {
        String sql = "select row_count from sys.tables where table_name = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            assertThat(number(query, "item")).isZero();
            for (int load = 1; load <= 3; load++) {
                south.load(Map.of(
                        "item", List.<Object[]>of(new Object[] {load, load}).iterator()));
                assertThat(number(query, "item")).isEqualTo(load);
            }
        }
        assertThat(rows("select count(*) from item")).containsExactly("3");
    }

    private static long number(PreparedStatement query, String table) throws SQLException {
        query.setString(1, table);
        try (ResultSet result = query.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void explainsWithoutOwnersAndWithSome() throws SQLException {
        assertThat(rows("explain select company from sys.peers where is_home"))
                .anyMatch(line -> line.strip().equals("scan sys.peers"))
                .noneMatch(line -> line.contains("fragment"));
        assertThat(rows("explain plan for select company, c_name from sys.peers, customer where c_id < 3"))
                .anyMatch(line -> line.strip().equals("scan sys.peers"))
                .anyMatch(line -> line.contains("FROM customer"));
    }

    @Test
    void knowsThePeersAndWhetherTheyAreThere(@TempDir Path home) throws SQLException {
        try (TestNetwork other = new TestNetwork(home, "shop", "CREATE TABLE t (a INTEGER)")) {
            Peer first = other.addPeer("first");
            Peer second = other.addPeer("second");
            try (Connection user =
                    DriverManager.getConnection(first.jdbcUrl(), TestNetwork.USER, TestNetwork.PASSWORD)) {
                String sql = "select company, peer, address, state, is_home from sys.peers";
                String here = "first|%s|localhost:%d|up|true"
                        .formatted(first.identity().peer(), first.peerPort());
                String there = "second|%s|localhost:%d|%%s|false"
                        .formatted(second.identity().peer(), second.peerPort());
                assertThat(QueryIT.rows(user, sql)).containsExactly(here, there.formatted("up"));

                second.kill();

                assertThat(QueryIT.rows(user, sql)).containsExactly(here, there.formatted("unreachable"));
                assertThat(QueryIT.rows(user, "select count(*) from sys.peers")).containsExactly("2");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "select * from sys.nothing, 42P01",
        "select * from peers, 42P01",
        "select * from sys.customer, 42P01",
        "select * from information_schema.nothing, 42P01",
        "select nothing from sys.peers, 42703"
    })
    void whatIsNotThereIsAnErrorAsElsewhere(String sql, String state) {
        assertThatThrownBy(() -> rows(sql))
                .asInstanceOf(type(SQLException.class))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    @Test
    void metadataShowsThemAsSystemTables() throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        assertThat(column(meta.getTables(null, null, "%", new String[] {"TABLE"}), "TABLE_NAME"))
                .containsExactly("country", "customer", "item", "sale", "visit");
        assertThat(column(meta.getTables("shop", "sys", "%", new String[] {"SYSTEM TABLE"}), "TABLE_NAME"))
                .containsExactly("fragments", "index_entries", "peers", "queries", "tables");
        assertThat(column(meta.getTables(null, "information_schema", "%", null), "TABLE_TYPE"))
                .isNotEmpty()
                .containsOnly("SYSTEM TABLE");
        assertThat(column(meta.getTables(null, null, "%", null), "TABLE_TYPE"))
                .startsWith("SYSTEM TABLE")
                .endsWith("TABLE");
        assertThat(column(meta.getSchemas(), "TABLE_SCHEM")).containsExactly("information_schema", "public", "sys");
        assertThat(column(meta.getTableTypes(), "TABLE_TYPE")).containsExactly("SYSTEM TABLE", "TABLE");
        assertThat(column(meta.getColumns(null, "sys", "peers", "%"), "COLUMN_NAME"))
                .containsExactly("company", "peer", "address", "state", "is_home");
        assertThat(column(meta.getColumns(null, "public", "%", "c\\_%"), "TABLE_NAME"))
                .containsOnly("customer");
    }

    private static List<String> column(ResultSet result, String name) throws SQLException {
        try (result) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(name));
            }
            return values;
        }
    }
}
