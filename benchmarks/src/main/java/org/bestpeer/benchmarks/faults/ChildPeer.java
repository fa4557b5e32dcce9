package org.bestpeer.benchmarks.faults;

import java.nio.file.Path;
import java.util.List;
import org.bestpeer.benchmarks.process.LineProcess;
import org.bestpeer.benchmarks.process.PeerStart;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.overlay.PeerAddress;

/** A peer in a process of its own, which {@code kill -9} ends. */
final class ChildPeer implements Site.Running {
    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final LineProcess process;
    private final String jdbcUrl;

    private ChildPeer(LineProcess process, PeerStart start) {
        this.process = process;
        this.jdbcUrl = process.ask(start.lines());
    }

    static Site.Running start(NodeConfig config, Path directory, PeerAddress bootstrap, String token) {
        return new ChildPeer(
                LineProcess.start(PeerProcess.class, OPTIONS, directory),
                new PeerStart(config, directory, bootstrap, token));
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public String activity() {
        return process.ask(PeerProcess.ACTIVITY);
    }

    @Override
    public void load(int company) {
        String unused = process.ask(PeerProcess.LOAD + " " + company);
    }

    @Override
    public void awaitPublished() {
        String unused = process.ask(PeerProcess.PUBLISHED);
    }

    @Override
    public void kill() {
        process.kill();
    }
}
