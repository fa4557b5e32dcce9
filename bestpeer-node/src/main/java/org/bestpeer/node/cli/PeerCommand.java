package org.bestpeer.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.bestpeer.overlay.PeerAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "peer",
        mixinStandardHelpOptions = true,
        description = "Starts a company's peer; the first time it enrols with the token of 'company register'.",
        footer = {
            "",
            "Example:",
            "  ./bestpeer peer --data /var/lib/bestpeer/acme --bootstrap bootstrap.example.com:7400 --token-file acme.token"
        })
final class PeerCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "where it keeps its state and tables")
    Path data = Path.of("");

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "the bootstrap; needed to enrol")
    @Nullable
    String bootstrap;

    @Option(names = "--token-file", paramLabel = "FILE", description = "the enrolment token; needed to enrol")
    @Nullable
    Path tokenFile;

    @Mixin
    ConfigOptions config = new ConfigOptions();

    private final Surroundings surroundings;

    PeerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Nodes.Enrolment> enrolment = enrolment();
        NodeConfig settings = config.load(Role.PEER, surroundings.environment());
        Nodes.RunningNode node = surroundings.nodes().startPeer(settings, data, enrolment);
        Lines.print(CommandLines.of(spec).getErr(), node.description());
        surroundings.stop().hold(node);
        return 0;
    }

    private Optional<Nodes.Enrolment> enrolment() {
        if (bootstrap == null && tokenFile == null) {
            return Optional.empty();
        }
        if (bootstrap == null || tokenFile == null) {
            throw new ParameterException(CommandLines.of(spec), "--bootstrap and --token-file belong together");
        }
        try {
            return Optional.of(new Nodes.Enrolment(
                    PeerAddress.parse(bootstrap), NodeOptions.read(tokenFile).strip()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(CommandLines.of(spec), "'%s' is not HOST:PORT".formatted(bootstrap), e);
        }
    }
}
