package org.bestpeer.node.cli;

/** The interactive SQL shell. */
@FunctionalInterface
interface SqlShell {
    /** Runs until its user leaves. */
    void open(String url, String user, String password);
}
