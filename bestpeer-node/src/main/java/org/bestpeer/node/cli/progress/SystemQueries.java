package org.bestpeer.node.cli.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.bestpeer.engine.progress.QueryProgress;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code sys.queries} over a connection of its own, because that of the statement is busy. It is opened when it is
 * needed first and kept; after a failure the next read opens another.
 */
final class SystemQueries implements FigureSource {
    private static final String QUERY =
            """
            select fragments_done, fragments_total, rows_received, bytes_received from sys.queries
            where state = 'RUNNING' and query = ? order by started desc limit 1""";

    /** A peer that answers later than this has better things to do. */
    private static final int PATIENCE_SECONDS = 2;

    private final Connector connector;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement reading;
    private boolean closed;

    /** Opens a connection to the peer as the user whose statements are watched. */
    @FunctionalInterface
    interface Connector {
        Connection open() throws SQLException;
    }

    SystemQueries(Connector connector) {
        this.connector = connector;
    }

    @Override
    public synchronized Optional<Figures> read(String sql) throws SQLException {
        if (closed) {
            return Optional.empty();
        }
        try {
            PreparedStatement statement = reading();
            statement.setString(1, QueryProgress.kept(sql));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Figures(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            disconnect();
            throw e;
        }
    }

    private PreparedStatement reading() throws SQLException {
        PreparedStatement statement = reading;
        if (statement == null) {
            Connection opened = connector.open();
            connection = opened;
            statement = opened.prepareStatement(QUERY);
            statement.setQueryTimeout(PATIENCE_SECONDS);
            reading = statement;
        }
        return statement;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        reading = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            // The peer forgets it after a while by itself.
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        disconnect();
    }
}
