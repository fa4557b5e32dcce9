package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mistakes that users make, through the driver: a clear sentence and an SQLState. */
class BadInputIT {
    private static Demo demo;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        demo = Demo.start(DemoSettings.small().withScale(0.01));
        connection = demo.connect(0);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        demo.close();
    }

    @Test
    void anUnknownTableIsNamedWithItsPosition() {
        SQLException e = failure("select *\nfrom nowhere");
        assertThat(e.getSQLState()).isEqualTo("42P01");
        assertThat((Throwable) e)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("line 2")
                .hasMessageContaining("column 6");
    }

    @Test
    void anUnknownColumnIsNamedWithItsPosition() {
        SQLException e = failure("select l_nothing from lineitem");
        assertThat(e.getSQLState()).isEqualTo("42703");
        assertThat((Throwable) e).hasMessageContaining("l_nothing").hasMessageContaining("column 8");
    }

    @Test
    void aSyntaxErrorHasAPosition() {
        SQLException e = failure("select count(*) fro lineitem where");
        assertThat(e.getSQLState()).isEqualTo("42601");
        assertThat((Throwable) e).hasMessageContaining("line 1");
    }

    @Test
    void divisionByZeroAndOverflowHaveTheirStates() {
        assertThat(failure("select 1 / (n_nationkey - n_nationkey) from nation").getSQLState())
                .isEqualTo("22012");
        assertThat(failure("select cast(o_orderkey + 2147483647 as integer) from orders")
                        .getSQLState())
                .isEqualTo("22003");
    }

    @Test
    void aWrongPasswordIsRefused() {
        SQLException e = connectFailure(demo.jdbcUrl(0), "wrong");
        assertThat(e.getSQLState()).isEqualTo("28000");
        assertThat(e.getMessage()).doesNotContain("wrong password wrong");
    }

    @Test
    void anUnknownNetworkIsNamed() {
        SQLException e = connectFailure(demo.jdbcUrl(0).replace("/tpch", "/nosuch"), demo.password());
        assertThat(e.getSQLState()).isEqualTo("3D000");
        assertThat((Throwable) e).hasMessageContaining("its network is tpch");
    }

    @Test
    void aWrongUrlIsExplained() {
        assertThat((Throwable) connectFailure("jdbc:bestpeer://localhost:notaport/tpch", "x"))
                .hasMessageContaining("port in the URL");
        SQLException e = connectFailure("jdbc:bestpeer://localhost:1/tpch", "x");
        assertThat(e.getSQLState()).isEqualTo("08001");
        assertThat((Throwable) e).hasMessageContaining("localhost:1");
    }

    @Test
    void noMessageCarriesAStackTraceOrAClassName() {
        for (String sql :
                new String[] {"selec", "select * from nowhere", "select 1/0", "insert into nation values (1)"}) {
            SQLException e = failure(sql);
            assertThat(e.getMessage())
                    .doesNotContain("org.apache")
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception");
        }
    }

    private static SQLException failure(String sql) {
        return catchThrowableOfType(SQLException.class, () -> QueryIT.rows(connection, sql));
    }

    private static SQLException connectFailure(String url, String password) {
        return catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url, demo.user(), password)
                .close());
    }
}
