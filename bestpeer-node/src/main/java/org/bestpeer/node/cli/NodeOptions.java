package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.bestpeer.node.admin.AdminAddress;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.cli.AdminConnector.AdminConnection;
import org.bestpeer.overlay.PeerAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every administration command: which node, and by what right. */
final class NodeOptions {
    static final PeerAddress CONSOLE = new PeerAddress("127.0.0.1", 7480);
    static final PeerAddress FRONT = new PeerAddress("127.0.0.1", 7490);

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--node",
            paramLabel = "HOST:PORT",
            description = "HTTPS address of the node (default: the one of --data, else this machine and standard port)")
    @Nullable
    String node;

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "the node's admin token (default: DIR/admin.token of --data)")
    @Nullable
    Path tokenFile;

    @Option(names = "--data", paramLabel = "DIR", description = "data directory of a node on this machine")
    @Nullable
    Path data;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    AdminConnection connect(Surroundings surroundings, PeerAddress standard) {
        try {
            return surroundings.admin().connect(address(standard), AdminToken.read(file(surroundings)));
        } catch (IOException e) {
            throw new CliException("cannot read the admin token: %s".formatted(Failures.describe(e)), e);
        }
    }

    /** Whether some node was asked for. */
    boolean isNamed() {
        return node != null || tokenFile != null || data != null;
    }

    private PeerAddress address(PeerAddress standard) throws IOException {
        if (node != null) {
            try {
                return PeerAddress.parse(node);
            } catch (IllegalArgumentException e) {
                throw usage("'%s' is not HOST:PORT".formatted(node));
            }
        }
        return data == null ? standard : AdminAddress.read(data).orElse(standard);
    }

    private Path file(Surroundings surroundings) {
        if (tokenFile != null) {
            return tokenFile;
        }
        if (data != null) {
            return data.resolve(AdminToken.FILE_NAME);
        }
        return Optional.ofNullable(surroundings.environment().get("BESTPEER_ADMIN_TOKEN_FILE"))
                .map(Path::of)
                .orElseThrow(() -> usage("say which node: --data DIR, or --node HOST:PORT --admin-token-file FILE"));
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    /** Prints what came back: JSON if asked for, otherwise a table of it. */
    void print(CommandSpec command, JsonNode answer) {
        var out = command.commandLine().getOut();
        out.println(json ? answer.toPrettyString() : JsonTable.of(answer));
        out.flush();
    }

    static String encode(String pathSegment) {
        return URLEncoder.encode(pathSegment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CliException("cannot read %s".formatted(Failures.describe(e)), e);
        }
    }
}
