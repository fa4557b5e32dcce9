package org.bestpeer.node.cli.progress;

import java.sql.SQLException;
import java.util.Optional;

/** Knows how far the statements of one connection are. Thread-safe. */
interface FigureSource extends AutoCloseable {
    /** How far the query with this text is that was started last; empty if none runs. */
    Optional<Figures> read(String sql) throws SQLException;

    /** Says nothing of failures, because the connection that they would be told to is not concerned. */
    @Override
    void close();
}
