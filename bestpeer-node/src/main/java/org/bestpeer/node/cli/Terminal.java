package org.bestpeer.node.cli;

import java.io.Console;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The terminal and the process, where there is one. */
final class Terminal {
    private Terminal() {}

    /** The launcher asks newer versions of Java, too, to have no console where there is no terminal. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isInteractive() {
        return System.console() != null;
    }

    @SuppressWarnings("SystemConsoleNull")
    static Optional<char[]> password(String prompt) {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readPassword("%s", prompt));
    }

    /** Keeps a node running until the process is asked to end, then closes it. Does not return before. */
    static void hold(Nodes.RunningNode node) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
        new CountDownLatch(1).await();
    }
}
