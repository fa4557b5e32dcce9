package org.bestpeer.benchmarks.pace;

import java.sql.SQLException;

/** A client that asks one question after the other, over a connection of its own. Used by one thread. */
public interface Asker extends AutoCloseable {
    /**
     * Asks the next question and reads its answer.
     *
     * @throws SQLException if it fails, or if the answer is wrong
     */
    void ask() throws SQLException;

    @Override
    void close() throws SQLException;
}
