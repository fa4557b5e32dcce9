package org.bestpeer.node.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.bestpeer.jdbc.BestPeerDriver;
import org.hsqldb.jdbc.JDBCDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a database that has no {@code sys.queries} until a test makes one. */
class WatchingDriverTest {
    private static final String URL = "jdbc:hsqldb:mem:watching";

    private final StringWriter terminal = new StringWriter();
    private final ManualTicker time = new ManualTicker();
    private final WatchingDriver driver =
            new WatchingDriver(new TickingDriver(), new ProgressLine(new PrintWriter(terminal), ", ", time, time));

    /** Its statements are so slow that each call ticks once while it runs. */
    private final class TickingDriver extends JDBCDriver {
        private boolean isFirst = true;

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            Connection connection = super.connect(url, info);
            if (!isFirst) {
                return connection;
            }
            isFirst = false;
            return SlowConnection.of(connection, time::tick);
        }
    }

    @AfterEach
    void forget() throws SQLException {
        try (Connection connection = new JDBCDriver().connect(URL, login());
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    private static Properties login() {
        Properties login = new Properties();
        login.setProperty("user", "SA");
        login.setProperty("password", "");
        return login;
    }

    private static void makeQueries(String text) throws SQLException {
        try (Connection connection = new JDBCDriver().connect(URL, login());
                Statement statement = connection.createStatement()) {
            statement.execute("create schema sys");
            statement.execute("create table sys.queries (fragments_done bigint, fragments_total bigint,"
                    + " rows_received bigint, bytes_received bigint, state varchar(20), query varchar(100000),"
                    + " started integer)");
            String row = ", 4, 100, 200, '%s', '%s', %d)";
            statement.execute("insert into sys.queries values (1" + row.formatted("RUNNING", text, 1));
            statement.execute("insert into sys.queries values (2" + row.formatted("RUNNING", text, 2));
            statement.execute("insert into sys.queries values (3" + row.formatted("FINISHED", text, 3));
            statement.execute("insert into sys.queries values (4" + row.formatted("RUNNING", "other", 4));
        }
    }

    private static final String DRAWN = "fragments 2/4, 100 rows, 200 B, 0 s";

    @Test
    void showsTheRunningQueryOfThisTextThatStartedLast() throws SQLException {
        makeQueries("values 7");
        try (Connection connection = driver.connect(URL, login());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("values 7")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }

        assertThat(terminal.toString()).isEqualTo("\r" + DRAWN + "\r" + " ".repeat(DRAWN.length()) + "\r");
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void watchesPreparedStatementsByTheirText() throws SQLException {
        makeQueries("values 8");
        try (Connection connection = driver.connect(URL, login());
                PreparedStatement statement = connection.prepareStatement("values 8")) {
            statement.execute();
        }

        assertThat(terminal.toString()).startsWith("\r" + DRAWN);
    }

    @Test
    void findsALongTextByWhatIsKeptOfIt() throws SQLException {
        makeQueries("values 1" + " ".repeat((16 << 10) - 8) + " …");
        try (Connection connection = driver.connect(URL, login());
                Statement statement = connection.createStatement()) {
            statement.execute("values 1" + " ".repeat(20 << 10));
        }

        assertThat(terminal.toString()).startsWith("\r" + DRAWN);
    }

    @Test
    void leavesAStatementAloneWhenThereAreNoFigures() throws SQLException {
        try (Connection connection = driver.connect(URL, login());
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("values 9")).isTrue();
            assertThatThrownBy(() -> statement.execute("no sql"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("unexpected token");
        }

        assertThat(terminal.toString()).isEmpty();
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void standsInThePlaceOfThePlainDriverUntilItIsClosed() throws SQLException {
        String url = "jdbc:bestpeer://localhost:1/shop";
        Driver usual = DriverManager.getDriver(url);
        WatchingDriver watching = new WatchingDriver(new ProgressLine(new PrintWriter(terminal), ", ", time, time));
        WatchingDriver.Installed installed = watching.install();
        try (installed) {
            assertThat(DriverManager.getDriver(url)).isSameAs(watching);
            assertThat(DriverManager.drivers()).noneMatch(BestPeerDriver.class::isInstance);
        }

        assertThat(DriverManager.getDriver(url)).isSameAs(usual);
        assertThat(DriverManager.drivers()).doesNotContain(watching);
    }
}
