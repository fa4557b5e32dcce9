package org.bestpeer.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Path;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.bestpeer.overlay.PeerAddress;

/** A peer of the network with relays before its two ports, in this process or in one of its own. */
final class Site implements AutoCloseable {
    /** Companies of a network, the home peer's among them. */
    static final int COMPANIES = 4;

    static final String USER = "ann";
    static final String PASSWORD = "correct horse";

    private final int number;
    private final NodeConfig config;
    private final Path directory;
    private final PeerAddress bootstrap;
    private final Relay peers;
    private final Relay front;
    private final Starter starter;
    private volatile Running running;

    /** Starts peers. */
    interface Starter {
        /** @param token empty for one that has enrolled */
        Running start(NodeConfig config, Path directory, PeerAddress bootstrap, String token);
    }

    /** A peer that runs. */
    interface Running {
        String jdbcUrl();

        /** What it is busy with, on one line; empty if with nothing. */
        String activity();

        /** Adds the company's rows. */
        void load(int company);

        /** Waits until the index has what it shares. */
        void awaitPublished();

        /** Ends it without a word to anybody. */
        void kill();
    }

    private Site(int number, Path directory, PeerAddress bootstrap, String token, Starter starter) throws IOException {
        int peerPort = Ports.free();
        int frontPort = Ports.free();
        this.number = number;
        this.directory = directory;
        this.bootstrap = bootstrap;
        this.starter = starter;
        this.peers = new Relay(peerPort);
        this.front = new Relay(frontPort);
        this.config = NodeConfig.defaults(Role.PEER)
                .with(ConfigKey.PEER_LISTEN, "127.0.0.1:" + peerPort)
                .with(ConfigKey.PEER_ADVERTISE, peers.address().toString())
                .with(ConfigKey.FRONT_LISTEN, "127.0.0.1:" + frontPort)
                .with(ConfigKey.INDEX_PROMISE, "300ms")
                // Every case is planned alike, however fast the ones before it were.
                .with(ConfigKey.QUERY_LEARN_SPEEDS, "false");
        this.running = starter.start(config, directory, bootstrap, token);
        running.load(number);
    }

    /** Starts one with its rows. */
    static Site start(int number, Path directory, PeerAddress bootstrap, String token, Starter starter)
            throws IOException {
        return new Site(number, directory.resolve(company(number)), bootstrap, token, starter);
    }

    static String company(int number) {
        return "company-" + number;
    }

    String company() {
        return company(number);
    }

    /** Before the port that peers dial. */
    Relay peers() {
        return peers;
    }

    /** Before the port that clients dial. */
    Relay front() {
        return front;
    }

    /** For clients, through the relay. */
    String jdbcUrl() {
        return running.jdbcUrl()
                .replaceFirst("localhost:[0-9]+", "localhost:" + front.address().port());
    }

    /** What it is busy with; empty if with nothing. */
    String activity() {
        return running.activity();
    }

    void kill() {
        running.kill();
    }

    /** Starts it again from what it left. */
    void restart() {
        running = starter.start(config, directory, bootstrap, "");
        running.awaitPublished();
    }

    @Override
    public void close() {
        running.kill();
        peers.close();
        front.close();
    }
}
