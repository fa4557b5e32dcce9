package org.bestpeer.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.bestpeer.node.config.NodeConfig;

/** The program's own nodes, found as a service and only when one is started, so that other commands start quickly. */
final class InstalledNodes implements Nodes {
    private static Nodes find() {
        return ServiceLoader.load(Nodes.class)
                .findFirst()
                .orElseThrow(() -> new CliException("this program holds no nodes; build it again"));
    }

    @Override
    public RunningNode startBootstrap(NodeConfig config, Path data) {
        return find().startBootstrap(config, data);
    }

    @Override
    public RunningNode startPeer(NodeConfig config, Path data, Optional<Enrolment> enrolment) {
        return find().startPeer(config, data, enrolment);
    }

    @Override
    public RunningDemo startDemo(DemoOptions options) {
        return find().startDemo(options);
    }
}
