package org.bestpeer.benchmarks.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import org.bestpeer.node.tpch.TpchQuery;

/** One ordinary database that holds all rows in one place, to compare with. */
public interface CentralDatabase extends AutoCloseable {
    /** For messages and results. */
    String name();

    /** A new connection; the caller closes it. */
    Connection connect() throws SQLException;

    /** The query in this database's dialect. */
    String sql(TpchQuery query);

    /** Stops the database and deletes what it kept. */
    @Override
    void close();
}
