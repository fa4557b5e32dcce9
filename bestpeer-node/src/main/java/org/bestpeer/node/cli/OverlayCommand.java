package org.bestpeer.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bestpeer.overlay.draw.DrawnPeer;
import org.bestpeer.overlay.draw.TreeDrawing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "overlay",
        description = "Shows the tree of peers that holds a network's index.",
        footer = {"", "Example:", "  ./bestpeer overlay draw --data bootstrap --out tree.svg"})
final class OverlayCommand extends CommandLines {
    private static final int MOST_SIMULATED = 1000;

    OverlayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Command(
            description = {
                "Draws the tree as SVG: peers, companies, key ranges, entries, links.",
                "The tree of a running network comes from its bootstrap, which asks every peer."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  ./bestpeer overlay draw --data bootstrap --network supply --out tree.svg",
                "  ./bestpeer overlay draw --simulate 200 --out tree.svg"
            })
    int draw(
            @Mixin NodeOptions node,
            @Option(
                            names = "--network",
                            paramLabel = "NETWORK",
                            description = "which network (default: the only one of the bootstrap)")
                    @Nullable
                    String network,
            @Option(
                            names = "--simulate",
                            paramLabel = "N",
                            description = "draw a simulated tree of N peers instead of a running one")
                    @Nullable
                    Integer simulated,
            @Option(names = "--seed", paramLabel = "S", description = "which simulated tree (default: 1)") @Nullable
                    Long seed,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "-",
                            description = "write it there (default: -, standard output)")
                    String file)
            throws IOException {
        check(node, network, simulated, seed);
        if (simulated != null) {
            long number = seed == null ? 1 : seed;
            return write(
                    "Simulated overlay, %d peers, seed %d".formatted(simulated, number),
                    new SimulatedTree(simulated, number).peers(),
                    file);
        }
        LiveTree live = LiveTree.at(node.connect(surroundings, NodeOptions.CONSOLE), network);
        return write("Overlay of network " + live.network(), live.peers(), file);
    }

    private void check(NodeOptions node, @Nullable String network, @Nullable Integer simulated, @Nullable Long seed) {
        if (node.json) {
            throw usage("the picture is SVG; --json is not possible here");
        }
        if (simulated == null) {
            if (seed != null) {
                throw usage("--seed goes with --simulate");
            }
        } else if (node.isNamed() || network != null) {
            throw usage("--simulate needs no node and no network");
        } else if (simulated < 1 || simulated > MOST_SIMULATED) {
            throw usage("--simulate is 1 to " + MOST_SIMULATED);
        }
    }

    private int write(String title, List<DrawnPeer> peers, String file) throws IOException {
        String svg = TreeDrawing.svg(title, peers);
        if (file.equals("-")) {
            PrintWriter out = of(spec).getOut();
            out.print(svg);
            out.flush();
        } else {
            Files.writeString(Path.of(file), svg);
        }
        return 0;
    }

    private ParameterException usage(String message) {
        return new ParameterException(of(spec), message);
    }
}
