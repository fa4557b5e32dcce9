package org.bestpeer.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.bestpeer.node.admin.AdminToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayCommandTest {
    private static final String STATUS = "{\"node\":\"bootstrap\",\"networks\":[{\"network\":\"tpch\"}]}";
    private static final String MEMBERS =
            """
            [{"peer":"acme-1","company":"acme","reachable":true,
              "place":[{"level":0,"number":1,"low":"","high":"6f7264657273","entries":5}]},
             {"peer":"bolt-1","company":"bolt","reachable":true,
              "place":[{"level":1,"number":2,"low":"6f7264657273","high":"end","entries":7}]},
             {"peer":"corp-1","company":"corp","reachable":false,"place":[]}]
            """;

    @TempDir
    Path directory = Path.of("");

    private final CliFixture cli = new CliFixture();

    @Test
    void drawsASimulatedTree() {
        assertThat(cli.run("overlay", "draw", "--simulate", "8", "--seed", "7")).isZero();
        String first = cli.out;
        assertThat(first).startsWith("<?xml").contains("Simulated overlay, 8 peers, seed 7", ">p-8<", "company-2 (4)");
        assertThat(cli.err).isEmpty();
        cli.run("overlay", "draw", "--simulate", "8", "--seed", "7", "--out", "-");
        assertThat(cli.out).isEqualTo(first);
        cli.run("overlay", "draw", "--simulate", "8", "--seed", "8");
        assertThat(cli.out).isNotEqualTo(first);
        assertThat(cli.asked).isEmpty();
    }

    @Test
    void drawsTheTreeOfTheOnlyNetwork() throws IOException {
        aBootstrap();
        Path file = directory.resolve("tree.svg");
        assertThat(cli.run("overlay", "draw", "--data", directory.toString(), "--out", file.toString()))
                .as(cli.err)
                .isZero();
        assertThat(cli.out).isEmpty();
        assertThat(Files.readString(file))
                .contains(
                        "Overlay of network tpch",
                        "3 peers · height 2 · 12 entries",
                        ">≥ orders<",
                        "1 not reachable · 1 without a place");
        assertThat(cli.asked)
                .containsExactly("127.0.0.1:7480 GET /admin/status", "127.0.0.1:7480 GET /admin/networks/tpch/overlay");
    }

    @Test
    void asksWhichNetworkAndOfWhichNode() throws IOException {
        aBootstrap();
        cli.answers.put("GET /admin/status", "{\"node\":\"bootstrap\",\"networks\":[]}");
        fails("bestpeer: the bootstrap has 0 networks; say which: --network NETWORK");
        cli.answers.put("GET /admin/status", "{\"node\":\"acme-1\",\"network\":\"tpch\"}");
        fails("bestpeer: acme-1 is a normal peer and knows only its own links; name the bootstrap: --data DIR of it");
    }

    @Test
    void saysWhenAFileCannotBeWritten() {
        Path file = directory.resolve("no/tree.svg");
        assertThat(cli.run("overlay", "draw", "--simulate", "1", "--out", file.toString()))
                .isEqualTo(1);
        assertThat(cli.err).isEqualTo("bestpeer: %s: no such file%n".formatted(file));
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        wrongUsage("--simulate is 1 to 1000", "--simulate", "0");
        wrongUsage("--simulate needs no node and no network", "--simulate", "3", "--data", "x");
        wrongUsage("--simulate needs no node and no network", "--simulate", "3", "--network", "x");
        wrongUsage("--seed goes with --simulate", "--seed", "3");
        wrongUsage("--json is not possible here", "--json", "--simulate", "3");
        wrongUsage("say which node");
        assertThat(cli.run("overlay")).isEqualTo(2);
        assertThat(cli.err).contains("a verb is missing after 'overlay'");
    }

    private void aBootstrap() throws IOException {
        AdminToken.openOrCreate(directory, "sha256:" + "0".repeat(64), new SecureRandom());
        cli.answers.put("GET /admin/status", STATUS);
        cli.answers.put("GET /admin/networks/tpch/overlay", MEMBERS);
    }

    private void fails(String message) {
        assertThat(cli.run("overlay", "draw", "--data", directory.toString())).isEqualTo(1);
        assertThat(cli.err.strip()).isEqualTo(message);
        assertThat(cli.out).isEmpty();
    }

    private void wrongUsage(String message, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "overlay";
        arguments[1] = "draw";
        System.arraycopy(options, 0, arguments, 2, options.length);
        assertThat(cli.run(arguments)).isEqualTo(2);
        assertThat(cli.err).startsWith("bestpeer: ").contains(message);
        assertThat(cli.out).isEmpty();
    }
}
