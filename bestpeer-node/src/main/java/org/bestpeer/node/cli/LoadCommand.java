package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Loads a CSV file (header, RFC 4180) into a shared table of the company: all of it, or nothing.",
        footer = {"", "Example:", "  ./bestpeer load orders orders.csv --data acme"})
final class LoadCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    NodeOptions node = new NodeOptions();

    @Parameters(index = "0", paramLabel = "TABLE", description = "table of the global schema")
    String table = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "UTF-8 CSV with a header")
    Path file = Path.of("");

    private final Surroundings surroundings;

    LoadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CliException("cannot read the file %s".formatted(file));
        }
        JsonNode answer = node.connect(surroundings, NodeOptions.FRONT)
                .upload("/admin/tables/" + NodeOptions.encode(table) + "/load", file);
        node.print(CommandLines.of(spec).getCommandSpec(), answer);
        return 0;
    }
}
