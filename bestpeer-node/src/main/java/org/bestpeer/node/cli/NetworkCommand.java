package org.bestpeer.node.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "network",
        description = "Creates, lists and removes corporate networks at a bootstrap.",
        footer = {"", "Example:", "  ./bestpeer network create supply --data bootstrap"})
final class NetworkCommand extends CommandLines {
    NetworkCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Command(
            description = "Creates a network.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer network create supply --data bootstrap"})
    int create(@Mixin NodeOptions node, @Parameters(paramLabel = "NETWORK") String network) {
        node.print(
                spec(),
                node.connect(surroundings, NodeOptions.CONSOLE)
                        .send("POST", "/admin/networks", Map.of("network", network)));
        return 0;
    }

    @Command(
            description = "Lists the networks.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer network list --data bootstrap"})
    int list(@Mixin NodeOptions node) {
        node.print(spec(), node.connect(surroundings, NodeOptions.CONSOLE).send("GET", "/admin/networks", null));
        return 0;
    }

    @Command(
            description = "Removes a network that has no peers.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer network remove supply --data bootstrap"})
    int remove(@Mixin NodeOptions node, @Parameters(paramLabel = "NETWORK") String network) {
        node.print(
                spec(),
                node.connect(surroundings, NodeOptions.CONSOLE)
                        .send("DELETE", "/admin/networks/" + NodeOptions.encode(network), null));
        return 0;
    }
}
