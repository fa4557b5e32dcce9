package org.bestpeer.benchmarks.baseline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.bestpeer.node.tpch.TpchQuery;

/** A database, or several behind one, that holds all rows of TPC-H. */
public interface TpchDatabase extends AutoCloseable {
    /** For messages and results. */
    String name();

    /** A new connection; the caller closes it. */
    Connection connect() throws SQLException;

    /** The query in this database's dialect, with the validation parameters. */
    default String sql(TpchQuery query) {
        return query.sql();
    }

    /** Prepares a statement for being cut after so long; what {@link #cancel} does is enough mostly. */
    default void limit(Statement statement, Duration limit) throws SQLException {}

    /** Ends what a statement of one of its connections is doing; for another thread than the statement's. */
    default void cancel(Statement statement) throws SQLException {
        statement.cancel();
    }

    /** Stops the database and deletes what it kept. */
    @Override
    void close();
}
