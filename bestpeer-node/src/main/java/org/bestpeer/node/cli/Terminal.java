package org.bestpeer.node.cli;

import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.bestpeer.node.cli.progress.ProgressLine;
import org.bestpeer.node.cli.progress.ThreadTicker;

/** The terminal and the process, where there is one. */
final class Terminal {
    private static final Duration UNTIL_PROGRESS = Duration.ofSeconds(1);
    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final String DOT = " \u00b7 ";

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

    /**
     * Where the progress of statements is drawn: on standard error, if that is a terminal, and standard output and input
     * are. Java knows of the latter only, so the launcher says it of the former.
     */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<ProgressLine> progressLine() {
        Console console = System.console();
        if (console == null || !Boolean.getBoolean("bestpeer.error-is-terminal")) {
            return Optional.empty();
        }
        Charset charset = console.charset();
        return Optional.of(new ProgressLine(
                new PrintWriter(new OutputStreamWriter(System.err, charset)),
                charset.newEncoder().canEncode(DOT) ? DOT : ", ",
                new ThreadTicker(UNTIL_PROGRESS, REDRAW),
                System::nanoTime));
    }

    /** Keeps a node running until the process is asked to end, then closes it. Does not return before. */
    static void hold(Nodes.RunningNode node) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
        new CountDownLatch(1).await();
    }
}
