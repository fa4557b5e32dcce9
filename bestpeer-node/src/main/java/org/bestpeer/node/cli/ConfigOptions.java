package org.bestpeer.node.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a node's settings come from. */
final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "settings, key=value (see docs/configuration.md)")
    @Nullable
    Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "one setting; may be given several times")
    List<String> settings = new ArrayList<>();

    NodeConfig load(Role role, Map<String, String> environment) {
        return NodeConfig.load(role, Optional.ofNullable(file), settings, environment);
    }
}
