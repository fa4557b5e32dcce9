package org.bestpeer.benchmarks.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bestpeer.benchmarks.process.PeerStart;
import org.bestpeer.node.Bootstrap;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.bestpeer.overlay.PeerAddress;

/** A bootstrap and the peers of some companies, over loopback sockets and TLS. */
final class TradeNetwork implements AutoCloseable {
    private static final String NAME = "trade";
    /** Peers that start or load together: the index of a busy machine does not take many loads at once in time. */
    private static final int AT_ONCE = 4;

    private final List<Place> places;
    private final Bootstrap bootstrap;
    private final Trader[] traders;

    private TradeNetwork(Path directory, List<Place> places) {
        this.places = List.copyOf(places);
        this.traders = new Trader[places.size()];
        this.bootstrap = Bootstrap.start(
                NodeConfig.defaults(Role.BOOTSTRAP)
                        .with(ConfigKey.PEER_LISTEN, "127.0.0.1:0")
                        .with(ConfigKey.PEER_ADVERTISE, "localhost:0")
                        .with(ConfigKey.CONSOLE_LISTEN, "127.0.0.1:0"),
                directory.resolve("bootstrap"));
    }

    /** Starts one; returns when all rows can be asked for. */
    static TradeNetwork start(Path directory, TradeFiles files, List<Place> places) throws IOException {
        TradeNetwork network = new TradeNetwork(directory, places);
        boolean complete = false;
        try {
            network.bootstrap.registry().createNetwork(NAME);
            network.bootstrap.registry().applySchema(NAME, Trade.schema(), "");
            network.forEach(i -> network.traders[i] = network.start(directory, places.get(i)));
            network.forEach(i -> network.traders[i].load(files, places.get(i).nations()));
            complete = true;
        } finally {
            if (!complete) {
                network.close();
            }
        }
        return network;
    }

    private Trader start(Path directory, Place place) {
        PeerAddress address =
                new PeerAddress("localhost", bootstrap.peerAddress().port());
        String token =
                bootstrap.registry().registerCompany(NAME, place.company()).token();
        PeerStart start = new PeerStart(config(place), directory.resolve(place.company()), address, token);
        return place.isProcess() ? ChildTrader.start(start, place.heapMegabytes()) : LocalTrader.start(start);
    }

    private NodeConfig config(Place place) {
        NodeConfig config = NodeConfig.defaults(Role.PEER)
                .with(ConfigKey.PEER_LISTEN, "127.0.0.1:0")
                .with(ConfigKey.PEER_ADVERTISE, "localhost:0")
                .with(ConfigKey.FRONT_LISTEN, "127.0.0.1:0")
                // All clients of a peer are one user of one company here.
                .with(ConfigKey.LIMITS_USER_STATEMENTS, "64")
                .with(ConfigKey.LIMITS_COMPANY_FRAGMENTS, "64");
        if (place.isProcess()) {
            return config;
        }
        // They share one heap, of which they leave half as peers by themselves do.
        long memory = Runtime.getRuntime().maxMemory() / 2 / places.size();
        return config.with(ConfigKey.LIMITS_MEMORY, String.valueOf(memory))
                .with(ConfigKey.STORE_SNAPSHOT_MEMORY, String.valueOf(memory / 2));
    }

    private void forEach(IntConsumer action) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            IntFunction<CompletableFuture<Void>> run = i -> CompletableFuture.runAsync(() -> action.accept(i), threads);
            CompletableFuture.allOf(
                            IntStream.range(0, places.size()).mapToObj(run).toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
    }

    int peers() {
        return places.size();
    }

    /**
     * Logs a user in at a peer of that business which is a process of its own.
     *
     * @param number which of them: counted on from the last to the first again
     */
    Connection connect(Business business, int number) throws SQLException {
        List<Trader> some = new ArrayList<>();
        for (int i = 0; i < traders.length; i++) {
            if (places.get(i).business() == business && places.get(i).isProcess()) {
                some.add(traders[i]);
            }
        }
        return DriverManager.getConnection(some.get(number % some.size()).jdbcUrl(), Trader.USER, Trader.PASSWORD);
    }

    /** What all peers used and did together. */
    Usage usage() {
        Usage sum = Usage.NONE;
        for (Trader trader : traders) {
            sum = sum.plus(trader.usage());
        }
        return sum;
    }

    /** The same of the peers that are processes of their own. */
    Usage usageOfProcesses() {
        Usage sum = Usage.NONE;
        for (int i = 0; i < traders.length; i++) {
            if (places.get(i).isProcess()) {
                sum = sum.plus(traders[i].usage());
            }
        }
        return sum;
    }

    @Override
    public void close() {
        forEach(i -> {
            if (traders[i] != null) {
                traders[i].close();
            }
        });
        bootstrap.close();
    }
}
