package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.progress.FragmentSnapshot;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.engine.progress.RunState;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What EXPLAIN ANALYZE and the list of queries say, against what the owners counted; four peers over real sockets. */
class ExplainAnalyzeIT {
    private static final Pattern WIRE =
            Pattern.compile("over the wire: (\\d+) rows, (\\d+) bytes received; (\\d+) bytes sent");

    private static Demo demo;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        demo = Demo.start(DemoSettings.small().withLayout(Layout.EVEN).withoutLearning());
        connection = demo.connect(0);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        demo.close();
    }

    /** The figures of a line of the text. */
    private record Wire(long rows, long received, long sent) {
        static Wire of(List<String> lines) {
            return lines.stream()
                    .map(WIRE::matcher)
                    .filter(Matcher::matches)
                    .map(m -> new Wire(
                            Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), Long.parseLong(m.group(3))))
                    .findFirst()
                    .orElseThrow();
        }

        static Wire counted() {
            return new Wire(sum(Counters::rowsSent), sum(Counters::bytesSent), sum(Counters::bytesReceived));
        }

        Wire since(Wire before) {
            return new Wire(rows - before.rows, received - before.received, sent - before.sent);
        }

        private static long sum(ToLongFunction<Counters> figure) {
            return demo.peers().stream().map(Peer::counters).mapToLong(figure).sum();
        }
    }

    private static QuerySnapshot last() {
        List<QuerySnapshot> queries = demo.peers().get(0).queries().list();
        return queries.get(queries.size() - 1);
    }

    @Test
    void saysHowTheOwnersFoundTheRows() throws SQLException {
        assertThat(QueryIT.rows(connection, "explain analyze select sum(l_tax) from lineitem where l_tax < 0.05"))
                .filteredOn(line -> line.endsWith("; read from the snapshot"))
                .hasSize(4);
    }

    @Test
    void saysWhatTheOwnersCounted() throws SQLException {
        for (int number : List.of(3, 5, 10)) {
            String sql = new TpchQuery(number).sql();
            int rows = QueryIT.rows(connection, sql).size();
            Wire before = Wire.counted();

            List<String> lines = QueryIT.rows(connection, "explain analyze " + sql);

            assertThat(Wire.of(lines))
                    .as("query %d", number)
                    .isEqualTo(Wire.counted().since(before));
            assertThat(lines).as("query %d", number).contains("result: " + rows + " rows");
            assertThat(lines)
                    .anySatisfy(line -> assertThat(line).matches("  sent along: .* of (fragment|step) \\d+.*"));
            assertThat(lines).anySatisfy(line -> assertThat(line)
                    .matches("time: .* locating owners, .* placing, .* running; .* in all"));
            assertThat(last().sql()).startsWith("explain analyze");
            assertThat(last().rows()).isEqualTo(rows);
        }
    }

    @Test
    void takesParameters() throws SQLException {
        String sql = "explain analyze select o_totalprice from orders where o_orderkey = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, 7);
            try (ResultSet result = query.executeQuery()) {
                StringBuilder text = new StringBuilder();
                while (result.next()) {
                    text.append(result.getString("plan")).append('\n');
                }
                assertThat(text.toString()).contains("o_orderkey = 7").contains("result: 1 rows");
            }
        }
    }

    @Test
    void failsAsTheQueryDoes() {
        assertThatThrownBy(() -> QueryIT.rows(
                        connection, "explain analyze select o_totalprice / (o_orderkey - o_orderkey) from orders"))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo(ErrorCode.DIVISION_BY_ZERO.sqlState());

        QuerySnapshot failed = last();
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.failure().orElseThrow().code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO);
        assertThat(failed.current())
                .allSatisfy(f -> assertThat(f.state().isOver()).isTrue());
    }

    @Test
    void aStatementThatIsClosedEarlyIsCancelled() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            try (ResultSet result = statement.executeQuery("select l_comment, l_orderkey from lineitem")) {
                assertThat(result.next()).isTrue();
                QuerySnapshot running = last();
                assertThat(running.state()).isEqualTo(RunState.RUNNING);
                assertThat(running.principal().user()).isEqualTo(demo.user());
                assertThat(running.homePeer())
                        .isEqualTo(demo.peers().get(0).identity().peer().value());
                assertThat(running.fragmentsTotal()).isEqualTo(4);
                assertThat(running.rowsReceived()).isPositive();
            }
        }

        assertThat(last().sql()).startsWith("select l_comment");
        assertThat(last().state()).isEqualTo(RunState.CANCELLED);
        assertThat(last().current()).extracting(FragmentSnapshot::state).contains(RunState.CANCELLED);
    }
}
