package org.bestpeer.node;

import java.nio.file.Path;
import java.util.Optional;
import org.bestpeer.node.cli.DemoOptions;
import org.bestpeer.node.cli.Nodes;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchSplit;

/** Starts nodes for the command line. */
public final class InProcessNodes implements Nodes {
    private static final int STANDARD_FRONT = 7490;

    @Override
    public RunningNode startBootstrap(NodeConfig config, Path data) {
        return Bootstrap.start(config, data);
    }

    @Override
    public RunningNode startPeer(NodeConfig config, Path data, Optional<Enrolment> enrolment) {
        return Peer.start(config, data, enrolment);
    }

    @Override
    public RunningDemo startDemo(DemoOptions options) {
        Layout layout = Layout.named(options.layout().toString())
                .orElseThrow(() -> new IllegalArgumentException("no layout " + options.layout()));
        DemoSettings settings = DemoSettings.of(new TpchSplit(layout, options.scale(), options.peers()));
        return Demo.start(settings.at(options.data(), options.freePorts() ? 0 : STANDARD_FRONT));
    }
}
