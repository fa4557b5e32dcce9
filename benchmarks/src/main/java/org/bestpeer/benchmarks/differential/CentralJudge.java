package org.bestpeer.benchmarks.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A central database that holds the rows of one schema at a time. Used by one thread. */
final class CentralJudge implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 20;

    private final Dialect dialect;
    private final Connection connection;

    /** @param connection closed with the judge */
    CentralJudge(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Makes the tables; those of the schema before must be gone. */
    void load(Schema schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : schema.statements(dialect)) {
                statement.execute(sql);
            }
        }
    }

    void unload(Schema schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Table table : schema.tables()) {
                statement.execute("DROP TABLE IF EXISTS " + table.name());
            }
        }
    }

    Outcome answer(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            try (ResultSet result = statement.executeQuery(sql)) {
                return Outcome.rows(rows(result));
            }
        } catch (SQLException e) {
            return Outcome.error(e.getSQLState(), e.getMessage());
        } catch (RuntimeException e) {
            // HSQLDB fails in ways of its own on queries that it should answer.
            return Outcome.error("XX000", e.toString());
        }
    }

    private static List<List<@Nullable Object>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(Plain.of(result, i));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
