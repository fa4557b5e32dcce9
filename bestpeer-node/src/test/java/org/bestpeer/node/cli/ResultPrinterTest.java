package org.bestpeer.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ResultPrinterTest {
    private static final String QUERY =
            """
            SELECT * FROM (VALUES (1, CAST(1.50 AS DECIMAL(9,2)), CAST('plain' AS VARCHAR(9)), CAST(NULL AS VARCHAR(9)), DATE '1995-03-05'),
              (22, 0.00, 'a "b", c', 'x	y', DATE '1996-01-01')) AS t (id, price, name, note, d) ORDER BY 1""";

    @Test
    void alignsATable() throws SQLException {
        assertThat(print(OutputFormat.table, QUERY))
                .isEqualTo(
                        """
                        ID  PRICE  NAME      NOTE  D
                        --  -----  --------  ----  ----------
                         1   1.50  plain           1995-03-05
                        22   0.00  a "b", c  x	y   1996-01-01
                        """);
    }

    @Test
    void writesCsvByTheStandard() throws SQLException {
        assertThat(print(OutputFormat.csv, QUERY))
                .isEqualTo(
                        """
                        ID,PRICE,NAME,NOTE,D
                        1,1.50,plain,,1995-03-05
                        22,0.00,"a ""b"", c",x	y,1996-01-01
                        """);
        assertThat(print(OutputFormat.csv, "SELECT 1 a FROM (VALUES 1) WHERE 1 = 0"))
                .isEqualTo("A\n");
    }

    @Test
    void keepsEachTsvRowOnOneLine() throws SQLException {
        assertThat(print(OutputFormat.tsv, QUERY))
                .isEqualTo(
                        """
                        ID\tPRICE\tNAME\tNOTE\tD
                        1\t1.50\tplain\t\t1995-03-05
                        22\t0.00\ta "b", c\tx\\ty\t1996-01-01
                        """);
    }

    @Test
    void writesAnArrayOfObjects() throws SQLException {
        assertThat(print(OutputFormat.json, QUERY))
                .isEqualTo(
                        """
                        [
                        {"ID":1,"PRICE":1.50,"NAME":"plain","NOTE":null,"D":"1995-03-05"},
                        {"ID":22,"PRICE":0.00,"NAME":"a \\"b\\", c","NOTE":"x\\ty","D":"1996-01-01"}
                        ]
                        """);
        assertThat(print(OutputFormat.json, "SELECT 1 a FROM (VALUES 1) WHERE 1 = 0"))
                .isEqualTo("[]\n");
    }

    private static String print(OutputFormat format, String query) throws SQLException {
        StringWriter text = new StringWriter();
        try (Connection connection = DriverManager.getConnection("jdbc:hsqldb:mem:printer", "SA", "");
                Statement statement = connection.createStatement()) {
            new ResultPrinter(new PrintWriter(text)).print(statement.executeQuery(query), format);
        }
        return text.toString();
    }
}
