package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bestpeer.node.records.OwnerOnlyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "company",
        description = "Registers and lists the companies of a network.",
        footer = {"", "Example:", "  ./bestpeer company register supply acme --data bootstrap --token-file acme.token"})
final class CompanyCommand extends CommandLines {
    CompanyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Command(
            description = {
                "Registers a company and prints a token, with which one peer of it can enrol.",
                "For a company that is registered already: one more token."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  ./bestpeer company register supply acme --data bootstrap --token-file acme.token"
            })
    int register(
            @Mixin NodeOptions node,
            @Option(names = "--token-file", paramLabel = "FILE", description = "write the token there, do not print it")
                    @Nullable
                    Path file,
            @Parameters(paramLabel = "NETWORK") String network,
            @Parameters(paramLabel = "COMPANY") String company)
            throws IOException {
        JsonNode answer =
                node.connect(surroundings, NodeOptions.CONSOLE).send("POST", path(network), Map.of("company", company));
        if (file != null) {
            OwnerOnlyFile.write(file, answer.path("token").asText() + "\n");
        } else {
            Lines.print(
                    of(spec).getOut(),
                    node.json ? answer.toPrettyString() : answer.path("token").asText());
        }
        Lines.print(
                of(spec).getErr(),
                "company %s: token good for one peer until %s"
                        .formatted(company, answer.path("expires").asText()));
        return 0;
    }

    @Command(
            description = "Lists the companies of a network.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer company list supply --data bootstrap"})
    int list(@Mixin NodeOptions node, @Parameters(paramLabel = "NETWORK") String network) {
        node.print(spec(), node.connect(surroundings, NodeOptions.CONSOLE).send("GET", path(network), null));
        return 0;
    }

    private static String path(String network) {
        return "/admin/networks/" + NodeOptions.encode(network) + "/companies";
    }
}
