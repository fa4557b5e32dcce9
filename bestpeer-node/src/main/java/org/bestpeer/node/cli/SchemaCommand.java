package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.bestpeer.node.cli.AdminConnector.AdminConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description = "Applies and shows the global schema of a network.",
        footer = {"", "Example:", "  ./bestpeer schema apply schema.sql --network supply --data bootstrap"})
final class SchemaCommand extends CommandLines {
    private static final String NETWORK = "which network (default: the only one of the bootstrap)";

    SchemaCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Command(
            description = "Makes a schema file the network's next schema version.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer schema apply schema.sql --network supply --data bootstrap"})
    int apply(
            @Mixin NodeOptions node,
            @Option(names = "--network", paramLabel = "NETWORK", description = NETWORK) @Nullable String network,
            @Option(names = "--reference-owner", paramLabel = "COMPANY", description = "publisher of reference tables")
                    @Nullable
                    String owner,
            @Parameters(paramLabel = "FILE") Path file) {
        String sql = NodeOptions.read(file);
        AdminConnection connection = node.connect(surroundings, NodeOptions.CONSOLE);
        Map<String, String> body = Map.of("sql", sql, "referenceOwner", owner == null ? "" : owner);
        node.print(spec(), connection.send("POST", path(connection, network), body));
        return 0;
    }

    @Command(
            description = "Prints the schema file in force.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer schema show --network supply --data bootstrap"})
    int show(
            @Mixin NodeOptions node,
            @Option(names = "--network", paramLabel = "NETWORK", description = NETWORK) @Nullable String network) {
        AdminConnection connection = node.connect(surroundings, NodeOptions.CONSOLE);
        JsonNode schema = connection.send("GET", path(connection, network), null);
        Lines.print(
                of(spec).getOut(),
                node.json ? schema.toPrettyString() : schema.path("sql").asText());
        return 0;
    }

    private String path(AdminConnection connection, @Nullable String network) {
        return "/admin/networks/" + NodeOptions.encode(network == null ? onlyNetwork(connection) : network) + "/schema";
    }

    private String onlyNetwork(AdminConnection connection) {
        JsonNode networks = connection.send("GET", "/admin/networks", null);
        if (networks.size() != 1) {
            throw new ParameterException(
                    of(spec), "the bootstrap has %d networks; say which: --network NETWORK".formatted(networks.size()));
        }
        return networks.get(0).path("network").asText();
    }
}
