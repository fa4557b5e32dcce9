package org.bestpeer.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.node.Bootstrap;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.bestpeer.overlay.PeerAddress;

/** A bootstrap and the peers of {@link Site#COMPANIES} companies, each behind relays. */
final class Network implements AutoCloseable {
    private static final String NAME = "faults";

    private final Bootstrap bootstrap;
    private final Relay toBootstrap;
    private final List<Site> sites = new ArrayList<>();

    private Network(Path directory, Site.Starter starter) throws IOException {
        int port = Ports.free();
        this.toBootstrap = new Relay(port);
        this.bootstrap = Bootstrap.start(
                NodeConfig.defaults(Role.BOOTSTRAP)
                        .with(ConfigKey.PEER_LISTEN, "127.0.0.1:" + port)
                        .with(ConfigKey.PEER_ADVERTISE, toBootstrap.address().toString())
                        .with(ConfigKey.CONSOLE_LISTEN, "127.0.0.1:0"),
                directory.resolve("bootstrap"));
        bootstrap.registry().createNetwork(NAME);
        bootstrap.registry().applySchema(NAME, Goods.SCHEMA, "");
        PeerAddress address = new PeerAddress("localhost", toBootstrap.address().port());
        boolean complete = false;
        try {
            for (int i = 0; i < Site.COMPANIES; i++) {
                String token = bootstrap
                        .registry()
                        .registerCompany(NAME, Site.company(i))
                        .token();
                sites.add(Site.start(i, directory, address, token, starter));
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /** Starts one; returns when all rows can be asked for. */
    static Network start(Path directory, Site.Starter starter) throws IOException {
        return new Network(directory, starter);
    }

    /** The peer that is asked. */
    Site home() {
        return sites.get(0);
    }

    Site site(int number) {
        return sites.get(number);
    }

    List<Site> sites() {
        return List.copyOf(sites);
    }

    Relay toBootstrap() {
        return toBootstrap;
    }

    @Override
    public void close() {
        sites.forEach(Site::close);
        toBootstrap.close();
        bootstrap.close();
    }
}
