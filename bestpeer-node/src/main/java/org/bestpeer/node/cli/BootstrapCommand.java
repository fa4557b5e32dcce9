package org.bestpeer.node.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bootstrap",
        mixinStandardHelpOptions = true,
        description = "Starts the bootstrap peer, which admits companies and keeps the global schemas.",
        footer = {"", "Example:", "  ./bestpeer bootstrap --data /var/lib/bestpeer/bootstrap"})
final class BootstrapCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "where it keeps its state")
    Path data = Path.of("");

    @Mixin
    ConfigOptions config = new ConfigOptions();

    private final Surroundings surroundings;

    BootstrapCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeConfig settings = config.load(Role.BOOTSTRAP, surroundings.environment());
        Nodes.RunningNode node = surroundings.nodes().startBootstrap(settings, data);
        Lines.print(CommandLines.of(spec).getErr(), node.description());
        surroundings.stop().hold(node);
        return 0;
    }
}
