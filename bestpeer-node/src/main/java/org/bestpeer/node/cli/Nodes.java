package org.bestpeer.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.overlay.PeerAddress;

/** Starts nodes in this process. Found as a service: the provider has a public constructor without parameters. */
public interface Nodes {
    /** Returns once it serves. */
    RunningNode startBootstrap(NodeConfig config, Path data);

    /** Enrols the first time, then starts; returns once it serves. */
    RunningNode startPeer(NodeConfig config, Path data, Optional<Enrolment> enrolment);

    /** Starts a whole network with data; returns once it serves. */
    RunningDemo startDemo(DemoOptions options);

    /**
     * How a new peer gets into its network.
     *
     * @param bootstrap host and port of the bootstrap
     * @param token text of the enrolment token
     */
    record Enrolment(PeerAddress bootstrap, String token) {
        @Override
        public String toString() {
            return "Enrolment[" + bootstrap + "]";
        }
    }

    /** A node that serves. */
    interface RunningNode extends AutoCloseable {
        /** A few lines for the person who started it: where it listens, where its admin token is. */
        String description();

        /** Stops it; doing so again does nothing. */
        @Override
        void close();
    }

    /** A demo network that serves. */
    interface RunningDemo extends RunningNode {
        /** With the fingerprint, so that it works as it stands. */
        String jdbcUrl();

        String user();

        String password();
    }
}
