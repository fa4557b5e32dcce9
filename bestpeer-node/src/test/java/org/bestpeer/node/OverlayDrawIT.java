package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture of a running network, and of one that a peer has left without a word. */
class OverlayDrawIT {
    @TempDir
    static Path directory = Path.of("");

    @Test
    void drawsWhoIsThereAndWhoIsGone() {
        try (TestNetwork network = new TestNetwork(directory, "shop", "CREATE TABLE t (i INTEGER);")) {
            network.addPeer("acme");
            Peer bolt = network.addPeer("bolt");

            String whole = draw("bootstrap").out();
            assertThat(whole)
                    .startsWith("<?xml")
                    .contains("Overlay of network shop", "2 peers · height 2", ">acme-1<", ">bolt-1<", ">≥ start<")
                    .doesNotContain("not reachable<", "without a place");

            bolt.kill();
            assertThat(draw("bootstrap").out())
                    .contains("2 peers · height 2", ">bolt-1<", "1 not reachable", "class=\"box gone\"");

            CommandLineRun refused = draw("acme");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .isEqualTo("bestpeer: acme-1 is a normal peer and knows only its own links;"
                            + " name the bootstrap: --data DIR of it\n");
        }
    }

    private static CommandLineRun draw(String home) {
        return CommandLineRun.here(
                "overlay", "draw", "--data", directory.resolve(home).toString());
    }
}
