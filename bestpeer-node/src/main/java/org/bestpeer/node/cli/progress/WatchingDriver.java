package org.bestpeer.node.cli.progress;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.bestpeer.jdbc.BestPeerDriver;
import org.jspecify.annotations.Nullable;

/** The JDBC driver with a progress line. It can stand in the place of the plain one, for programs that find drivers. */
public final class WatchingDriver implements Driver {
    private final Driver plain;
    private final ProgressLine line;

    /** A driver that is not registered; all its connections draw on the same line. */
    public WatchingDriver(ProgressLine line) {
        this(new BestPeerDriver(), line);
    }

    WatchingDriver(Driver plain, ProgressLine line) {
        this.plain = plain;
        this.line = line;
    }

    /** Until it is closed, the driver manager gives this driver out in place of the plain one. */
    public Installed install() throws SQLException {
        List<Driver> replaced =
                DriverManager.drivers().filter(BestPeerDriver.class::isInstance).toList();
        for (Driver driver : replaced) {
            DriverManager.deregisterDriver(driver);
        }
        DriverManager.registerDriver(this);
        return () -> {
            DriverManager.deregisterDriver(this);
            for (Driver driver : replaced) {
                DriverManager.registerDriver(driver);
            }
        };
    }

    /** Puts the plain driver back when it is closed. */
    @FunctionalInterface
    public interface Installed extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        Connection connection = plain.connect(url, info);
        if (connection == null) {
            return null;
        }
        Properties login = new Properties();
        if (info != null) {
            login.putAll(info);
        }
        return WatchedConnection.of(connection, line, new SystemQueries(() -> plain.connect(url, login)));
    }

    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        return plain.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) throws SQLException {
        return plain.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return plain.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return plain.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return plain.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.bestpeer.jdbc");
    }
}
