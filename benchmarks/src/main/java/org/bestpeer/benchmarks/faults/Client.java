package org.bestpeer.benchmarks.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks over JDBC, with our own driver, on one connection that is made when it is needed. Used by one thread at a time. */
final class Client implements AutoCloseable {
    private final Site home;
    private final Executor threads;
    private @Nullable Connection connection;

    Client(Site home, Executor threads) {
        this.home = home;
        this.threads = threads;
    }

    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = DriverManager.getConnection(home.jdbcUrl(), Site.USER, Site.PASSWORD);
            connection = current;
        }
        return current;
    }

    /** Forgets the connection; its sockets are closed, and the peer is told nothing. */
    void drop() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.abort(threads);
            } catch (SQLException e) {
                // It was of no use any more.
                return;
            }
        }
    }

    /** How a question would be answered. */
    String plan(Question question) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Statement statement = connection().createStatement();
                ResultSet result = statement.executeQuery("explain plan for " + question.sql())) {
            while (result.next()) {
                lines.append(result.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }

    /** A client that has not asked yet. */
    Outcome ask(Question question) throws SQLException {
        return ask(question, 0, Reader.TO_THE_END, statement -> {});
    }

    /**
     * Asks and reads.
     *
     * @param seconds the statement's time limit; 0 for the peer's
     * @param begin is called with the statement before it is run
     * @throws SQLException if there is no connection
     */
    Outcome ask(Question question, int seconds, Reader reader, Consumer<Statement> begin) throws SQLException {
        Connection current = connection();
        Answer rows = new Answer();
        long started = System.nanoTime();
        boolean complete = false;
        SQLException failure = null;
        try (Statement statement = current.createStatement()) {
            statement.setFetchSize(question.fetchSize());
            statement.setQueryTimeout(seconds);
            begin.accept(statement);
            started = System.nanoTime();
            try (ResultSet result = statement.executeQuery(question.sql())) {
                complete = reader.read(result, rows);
            }
        } catch (SQLException e) {
            failure = e;
        }
        return new Outcome(rows, complete, failure, (System.nanoTime() - started) / 1_000_000);
    }

    @Override
    public void close() {
        drop();
    }

    /** How a result is read. */
    interface Reader {
        /** All rows. */
        Reader TO_THE_END = (result, rows) -> {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                rows.add(result, columns);
            }
            return true;
        };

        /** Returns whether it read to the end. */
        boolean read(ResultSet result, Answer rows) throws SQLException;

        /** The first rows; then something happens, and the result is closed. */
        static Reader first(int most, Runnable then) {
            return (result, rows) -> {
                int columns = result.getMetaData().getColumnCount();
                while (rows.rows() < most) {
                    if (!result.next()) {
                        return true;
                    }
                    rows.add(result, columns);
                }
                then.run();
                return false;
            };
        }
    }
}
