package org.bestpeer.node.cli;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.bestpeer.node.cli.progress.ProgressLine;
import org.bestpeer.node.cli.progress.WatchingDriver;
import sqlline.SqlLine;

/** The shell is sqlline, within this process, so that a password never shows in the list of processes. */
final class SqlLineShell implements SqlShell {
    private final Optional<WatchingDriver> watching;

    /** Statements show this line; none if it is empty. */
    SqlLineShell(Optional<ProgressLine> line) {
        this.watching = line.map(WatchingDriver::new);
    }

    @Override
    public void open(String url, String user, String password) {
        if (watching.isEmpty()) {
            run(url, user, password);
            return;
        }
        // sqlline asks the driver manager for its driver.
        try {
            WatchingDriver.Installed installed = watching.get().install();
            try (installed) {
                run(url, user, password);
            }
        } catch (SQLException e) {
            throw new CliException("the JDBC driver cannot be replaced", e);
        }
    }

    private static void run(String url, String user, String password) {
        String[] arguments = {"--isolation=TRANSACTION_NONE", "--silent=false", "-u", url, "-n", user, "-p", password};
        try {
            new SqlLine().begin(arguments, null, true);
        } catch (IOException e) {
            throw new CliException("the SQL shell cannot use this terminal", e);
        }
    }

    @Override
    public Connection connect(String url, Properties login) throws SQLException {
        Connection watched = watching.isEmpty() ? null : watching.get().connect(url, login);
        return watched == null ? SqlShell.super.connect(url, login) : watched;
    }
}
