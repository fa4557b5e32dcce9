package org.bestpeer.node;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bestpeer.node.cli.Nodes.Enrolment;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.bestpeer.overlay.PeerAddress;

/** A bootstrap with one network on free loopback ports, and the peers that a test adds. */
final class TestNetwork implements AutoCloseable {
    static final String USER = "ann";
    static final String PASSWORD = "correct horse";

    private final Resources resources = new Resources();
    private final Path directory;
    private final String name;
    private final Bootstrap bootstrap;

    TestNetwork(Path directory, String name, String schema) {
        this.directory = directory;
        this.name = name;
        this.bootstrap = resources.own(Bootstrap.start(
                NodeConfig.defaults(Role.BOOTSTRAP)
                        .with(ConfigKey.PEER_LISTEN, "127.0.0.1:0")
                        .with(ConfigKey.PEER_ADVERTISE, "localhost:0")
                        .with(ConfigKey.CONSOLE_LISTEN, "127.0.0.1:0"),
                directory.resolve("bootstrap")));
        bootstrap.registry().createNetwork(name);
        bootstrap.registry().applySchema(name, schema, "");
    }

    PeerAddress bootstrapAddress() {
        return new PeerAddress("localhost", bootstrap.peerAddress().port());
    }

    String token(String company) {
        return bootstrap.registry().registerCompany(name, company).token();
    }

    /** A company that the snapshot knows to share a table, and the index does not. */
    void shareWithoutEntries(String company, String table) {
        String unused = token(company);
        bootstrap.registry().recordShares(name, company, List.of(table), 1);
    }

    Path home(String company) {
        return directory.resolve(company);
    }

    Peer addPeer(String company) {
        return addPeer(company, new PeerAddress("127.0.0.1", 0), new PeerAddress("localhost", 0), bootstrapAddress());
    }

    /** One that others reach, and that reaches the bootstrap, elsewhere than they listen. */
    Peer addPeer(String company, PeerAddress listen, PeerAddress advertised, PeerAddress towardsBootstrap) {
        NodeConfig config = config().with(ConfigKey.PEER_LISTEN, listen.toString())
                .with(ConfigKey.PEER_ADVERTISE, advertised.toString());
        Peer peer = resources.own(
                Peer.start(config, home(company), Optional.of(new Enrolment(towardsBootstrap, token(company)))));
        peer.setUser(USER, PASSWORD.toCharArray());
        return peer;
    }

    /** A peer with some settings of its own. */
    Peer addPeer(String company, UnaryOperator<NodeConfig> settings) {
        Peer peer = resources.own(Peer.start(
                settings.apply(config()),
                home(company),
                Optional.of(new Enrolment(bootstrapAddress(), token(company)))));
        peer.setUser(USER, PASSWORD.toCharArray());
        return peer;
    }

    /** A peer of another company, whose users with these names may change its rows. */
    Peer addPeer(String company, String writers) {
        Peer peer = resources.own(Peer.start(
                config().with(ConfigKey.SHARE_WRITERS, writers),
                home(company),
                Optional.of(new Enrolment(bootstrapAddress(), token(company)))));
        peer.setUser(USER, PASSWORD.toCharArray());
        return peer;
    }

    /** Starts a peer that was closed or killed, from what it left behind. */
    Peer restart(String company) {
        return resources.own(Peer.start(config(), home(company), Optional.empty()));
    }

    static Connection connect(Peer peer) throws SQLException {
        return DriverManager.getConnection(peer.jdbcUrl(), USER, PASSWORD);
    }

    /** Uses up a token. */
    void start(Path home, String token) {
        resources.own(Peer.start(config(), home, Optional.of(new Enrolment(bootstrapAddress(), token))));
    }

    private static NodeConfig config() {
        return NodeConfig.defaults(Role.PEER)
                .with(ConfigKey.SHARE_WRITERS, "*")
                .with(ConfigKey.PEER_LISTEN, "127.0.0.1:0")
                .with(ConfigKey.PEER_ADVERTISE, "localhost:0")
                .with(ConfigKey.FRONT_LISTEN, "127.0.0.1:0")
                .with(ConfigKey.INDEX_PROMISE, "200ms");
    }

    @Override
    public void close() {
        resources.close();
    }
}
