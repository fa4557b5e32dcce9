package org.bestpeer.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A password, never as an argument: from a file, the environment or a prompt. */
final class Passwords {
    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "the password is its first line (default: BESTPEER_PASSWORD, else a prompt)")
    @Nullable
    Path file;

    Optional<String> find(Surroundings surroundings, String user) {
        if (file != null) {
            return Optional.of(NodeOptions.read(file).lines().findFirst().orElse(""));
        }
        String variable = surroundings.environment().get("BESTPEER_PASSWORD");
        if (variable != null) {
            return Optional.of(variable);
        }
        return surroundings.prompt().apply("password of " + user + ": ").map(String::new);
    }

    String get(Surroundings surroundings, String user) {
        return find(surroundings, user)
                .orElseThrow(() -> new CliException(
                        "no password: give --password-file FILE, set BESTPEER_PASSWORD, or use a terminal"));
    }
}
