package org.bestpeer.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.node.cli.DemoOptions.Layout;
import org.bestpeer.node.cli.progress.ProgressLine;
import org.bestpeer.node.cli.progress.ThreadTicker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slow statement at real nodes, run from the command line with and without a terminal. */
class ProgressLineIT {
    /** Sixty million pairs of rows, none of which counts. */
    private static final String SLOW = "select count(*) as n from lineitem l, part p"
            + " where p.p_partkey <= 1000 and l.l_partkey + p.p_partkey > l.l_orderkey + 1000000";

    private static Nodes.RunningDemo demo;

    @TempDir
    private static Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        demo = new InstalledNodes()
                .startDemo(new DemoOptions(2, 0.01, Layout.EVEN, Optional.of(directory.resolve("demo")), true));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void drawsALineForASlowStatementOnATerminal() throws Exception {
        StringWriter terminal = new StringWriter();
        ProgressLine line = new ProgressLine(
                new PrintWriter(terminal),
                ", ",
                new ThreadTicker(Duration.ofMillis(20), Duration.ofMillis(5)),
                System::nanoTime);

        assertThat(run(new SqlLineShell(Optional.of(line)))).isZero();

        assertThat(out.toString()).isEqualTo("n\n0\n");
        assertThat(err.toString()).isEmpty();
        assertThat(terminal.toString())
                .containsPattern("\rfragments \\d+/[1-9]\\d*, [\\d,]+ rows?, [\\d.]+ k?M?B, \\d+ s")
                .endsWith(" \r")
                .doesNotContain("\n");
    }

    @Test
    void drawsNoneWithoutATerminal() throws Exception {
        assertThat(run(new SqlLineShell(Optional.empty()))).isZero();

        assertThat(out.toString()).isEqualTo("n\n0\n");
        assertThat(err.toString()).isEmpty();
    }

    private int run(SqlShell shell) throws Exception {
        Path password = Files.writeString(directory.resolve("password"), demo.password() + "\n");
        Surroundings surroundings = new Surroundings(
                new InstalledNodes(),
                AdminClient::new,
                Map.of(),
                prompt -> Optional.empty(),
                shell,
                true,
                Nodes.RunningNode::close);
        return Main.commandLine(surroundings)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "sql",
                        "--url",
                        demo.jdbcUrl(),
                        "-u",
                        demo.user(),
                        "--password-file",
                        password.toString(),
                        "-e",
                        SLOW,
                        "--format",
                        "csv");
    }
}
