package org.bestpeer.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.node.Peer;
import org.bestpeer.node.cli.Nodes.Enrolment;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.bestpeer.overlay.PeerAddress;

/**
 * What a peer needs for its start, wherever that is.
 *
 * @param config settings
 * @param directory of its state
 * @param bootstrap where the bootstrap is
 * @param token of the enrolment; empty for a peer that has enrolled
 */
public record PeerStart(NodeConfig config, Path directory, PeerAddress bootstrap, String token) {
    /** As lines, of which the last one is empty. */
    public String lines() {
        List<String> lines = new ArrayList<>(List.of(directory.toString(), bootstrap.toString(), token));
        for (Map.Entry<ConfigKey, String> setting : config.values().entrySet()) {
            if (!setting.getValue().isEmpty()) {
                lines.add(setting.getKey().name() + "=" + setting.getValue());
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** Reads such lines. */
    public static PeerStart read(BufferedReader in) throws IOException {
        Path directory = Path.of(in.readLine());
        PeerAddress bootstrap = PeerAddress.parse(in.readLine());
        String token = in.readLine();
        NodeConfig config = NodeConfig.defaults(Role.PEER);
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            String[] setting = line.split("=", 2);
            config = config.with(ConfigKey.valueOf(setting[0]), setting[1]);
        }
        return new PeerStart(config, directory, bootstrap, token);
    }

    /** Starts it in this process. */
    public Peer peer() {
        return Peer.start(config, directory, Optional.of(new Enrolment(bootstrap, token)));
    }
}
