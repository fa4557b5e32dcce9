package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the health of a node.",
        footer = {"", "Example:", "  ./bestpeer status --data acme"})
final class StatusCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    NodeOptions node = new NodeOptions();

    private final Surroundings surroundings;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonNode status = node.connect(surroundings, NodeOptions.FRONT).send("GET", "/admin/status", null);
        Lines.print(CommandLines.of(spec).getOut(), node.json ? status.toPrettyString() : JsonTable.screen(status));
        return 0;
    }
}
