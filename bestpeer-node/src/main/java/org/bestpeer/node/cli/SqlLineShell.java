package org.bestpeer.node.cli;

import java.io.IOException;
import sqlline.SqlLine;

/** The shell is sqlline, within this process, so that a password never shows in the list of processes. */
final class SqlLineShell implements SqlShell {
    @Override
    public void open(String url, String user, String password) {
        String[] arguments = {"--isolation=TRANSACTION_NONE", "--silent=false", "-u", url, "-n", user, "-p", password};
        try {
            new SqlLine().begin(arguments, null, true);
        } catch (IOException e) {
            throw new CliException("the SQL shell cannot use this terminal", e);
        }
    }
}
