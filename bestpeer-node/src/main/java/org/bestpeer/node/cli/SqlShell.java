package org.bestpeer.node.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where SQL is run: the interactive shell, and connections for statements that are run at once. */
@FunctionalInterface
interface SqlShell {
    /** Runs until its user leaves. */
    void open(String url, String user, String password);

    /** A connection whose owner closes it. */
    default Connection connect(String url, Properties login) throws SQLException {
        return DriverManager.getConnection(url, login);
    }
}
