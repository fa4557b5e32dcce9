package org.bestpeer.benchmarks;

import java.util.List;
import java.util.Map;
import org.bestpeer.node.config.ConfigException;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import picocli.CommandLine.Option;

/** What the peers of a measurement are told. */
final class SettingsOption {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a setting of the peers; may be given several times")
    private List<String> settings = List.of();

    /** By key; refuses what is no setting. */
    Map<ConfigKey, String> values(ReportOptions report) {
        try {
            return NodeConfig.settings(settings);
        } catch (ConfigException e) {
            throw report.wrong(String.valueOf(e.getMessage()));
        }
    }
}
