package org.bestpeer.benchmarks.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.bestpeer.benchmarks.process.PeerStart;
import org.bestpeer.node.Activity;
import org.bestpeer.node.Peer;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.overlay.PeerAddress;

/** A peer in this process. */
record LocalPeer(Peer peer) implements Site.Running {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Site.Running start(NodeConfig config, Path directory, PeerAddress bootstrap, String token) {
        return start(new PeerStart(config, directory, bootstrap, token));
    }

    static Site.Running start(PeerStart start) {
        Peer peer = start.peer();
        peer.setUser(Site.USER, Site.PASSWORD.toCharArray());
        return new LocalPeer(peer);
    }

    @Override
    public String jdbcUrl() {
        return peer.jdbcUrl();
    }

    @Override
    public String activity() {
        Activity activity = peer.activity();
        return activity.isNone() ? "" : activity.toString();
    }

    @Override
    public void load(int company) {
        peer.load(Goods.of(company));
    }

    @Override
    public void awaitPublished() {
        peer.awaitPublished(PATIENCE);
    }

    @Override
    public void kill() {
        peer.kill();
    }
}
