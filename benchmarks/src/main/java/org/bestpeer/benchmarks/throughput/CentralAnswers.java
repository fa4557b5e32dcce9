package org.bestpeer.benchmarks.throughput;

import com.google.common.base.Splitter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bestpeer.benchmarks.baseline.HsqldbLoader;

/** What one HSQLDB with all rows answers. */
final class CentralAnswers {
    private CentralAnswers() {}

    /** The answers to the questions. */
    static Map<Question, Answer> of(TradeFiles files, Trade trade, List<Question> questions) throws SQLException {
        String url = "jdbc:hsqldb:mem:trade-" + UUID.randomUUID();
        try (Connection connection = DriverManager.getConnection(url, "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
            for (String sql : Splitter.on(";\n").split(Trade.schema())) {
                if (sql.contains("CREATE TABLE")) {
                    statement.execute(sql.substring(sql.indexOf("CREATE TABLE")));
                }
            }
            // The only join of the questions that no primary key helps.
            statement.execute("CREATE INDEX orders_of_customer ON orders (o_custkey)");
            connection.setAutoCommit(false);
            Map<String, Iterator<Object[]>> rows = files.rows(new Nations(0, trade.nations()));
            for (Map.Entry<String, Iterator<Object[]>> table : rows.entrySet()) {
                HsqldbLoader.insert(connection, table.getKey(), table.getValue());
            }
            connection.commit();
            Map<Question, Answer> answers = new HashMap<>();
            for (Question question : questions) {
                try (ResultSet result = statement.executeQuery(question.sql())) {
                    answers.put(question, Answer.read(result));
                }
            }
            statement.execute("SHUTDOWN IMMEDIATELY");
            return answers;
        }
    }
}
