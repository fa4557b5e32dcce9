package org.bestpeer.node.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = "Lists the peers of a network.",
        footer = {"", "Example:", "  ./bestpeer peers supply --data bootstrap"})
final class PeersCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    NodeOptions node = new NodeOptions();

    @Parameters(paramLabel = "NETWORK")
    String network = "";

    private final Surroundings surroundings;

    PeersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        node.print(
                CommandLines.of(spec).getCommandSpec(),
                node.connect(surroundings, NodeOptions.CONSOLE)
                        .send("GET", "/admin/networks/" + NodeOptions.encode(network) + "/peers", null));
        return 0;
    }
}
