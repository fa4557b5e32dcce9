package org.bestpeer.node;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.cli.Nodes.Enrolment;
import org.bestpeer.node.cli.Nodes.RunningDemo;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.bestpeer.node.tpch.TpchSchema;
import org.bestpeer.node.tpch.TpchTable;
import org.bestpeer.overlay.PeerAddress;

/** A whole network in one process: a bootstrap and normal peers with TPC-H rows, over real loopback sockets and TLS. */
public final class Demo implements RunningDemo {
    private static final String NETWORK = "tpch";
    private static final String USER = "demo";
    private static final String LOADED = "loaded";
    private static final int MOST_AT_ONCE = 32;
    private static final int FEWEST_AT_ONCE = 4;
    private static final int PASSWORD_BYTES = 12;
    /** More that start or load would keep a small machine from answering its peers in time. */
    private static final int PEERS_AT_ONCE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Resources resources = new Resources();
    private final DemoSettings settings;
    private final Path directory;
    private final String password;
    private final List<Peer> peers;

    private Demo(DemoSettings settings, Path directory) throws IOException {
        this.settings = settings;
        this.directory = directory;
        this.password = randomPassword();
        if (settings.data().isEmpty()) {
            resources.own(() -> MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE));
        }
        boolean complete = false;
        if (!Files.exists(directory.resolve(LOADED))) {
            Threads.daemon("demo-text").newThread(TpchTable::prepareText).start();
        }
        try {
            Bootstrap bootstrap =
                    resources.own(Bootstrap.start(config(Role.BOOTSTRAP, 0), directory.resolve("bootstrap")));
            boolean isNew = prepare(bootstrap);
            List<String> companies = settings.split().companyNames();
            Peer[] started = new Peer[companies.size()];
            resources.own(() -> stop(started));
            atOnce(companies.size(), PEERS_AT_ONCE, i -> started[i] = start(bootstrap, companies.get(i), i));
            this.peers = List.of(started);
            atOnce(peers.size(), PEERS_AT_ONCE, i -> {
                if (isNew) {
                    peers.get(i).load(rows(i));
                } else {
                    peers.get(i).awaitPublished(PATIENCE);
                }
                peers.get(i).setUser(USER, password.toCharArray());
            });
            Files.writeString(directory.resolve(LOADED), "");
            complete = true;
        } finally {
            if (!complete) {
                resources.close();
            }
        }
    }

    /** Starts a network; returns when all rows can be queried at every peer. */
    public static Demo start(DemoSettings settings) {
        try {
            Path directory = settings.data().isPresent()
                    ? Files.createDirectories(settings.data().get())
                    : Files.createTempDirectory("bestpeer-demo");
            return new Demo(settings, directory);
        } catch (IOException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "the demo did not start: " + e.getMessage(), e);
        }
    }

    /** The peers, in the order of their companies' numbers. */
    public List<Peer> peers() {
        return peers;
    }

    /** A new connection of the demo's user to a peer. */
    public Connection connect(int peer) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(peer), USER, password);
    }

    /** A URL that connects to a peer as it stands. */
    public String jdbcUrl(int peer) {
        return peers.get(peer).jdbcUrl();
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl(0);
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public String description() {
        return "network %s: %d companies (%s), TPC-H scale %s, layout %s"
                .formatted(
                        NETWORK,
                        peers.size(),
                        String.join(", ", settings.split().companyNames()),
                        settings.split().scale(),
                        settings.split().layout().label());
    }

    @Override
    public void close() {
        resources.close();
    }

    private boolean prepare(Bootstrap bootstrap) {
        boolean isNew = bootstrap.registry().networks().isEmpty();
        if (isNew) {
            bootstrap.registry().createNetwork(NETWORK);
            bootstrap.registry().applySchema(NETWORK, TpchSchema.sql(), "");
        } else if (!Files.exists(directory.resolve(LOADED))) {
            throw new BestPeerException(
                    ErrorCode.INTERNAL,
                    "the demo in %s was stopped before its data was loaded; delete the directory".formatted(directory));
        }
        return isNew;
    }

    private Peer start(Bootstrap bootstrap, String company, int number) {
        Path home = directory.resolve(company);
        PeerAddress address =
                new PeerAddress("localhost", bootstrap.peerAddress().port());
        String token = bootstrap.registry().registerCompany(NETWORK, company).token();
        return Peer.start(
                config(Role.PEER, number), home, Optional.of(new Enrolment(address, token)), settings.rules());
    }

    private NodeConfig config(Role role, int number) {
        NodeConfig config = NodeConfig.defaults(role)
                .with(ConfigKey.PEER_LISTEN, "127.0.0.1:0")
                .with(ConfigKey.PEER_ADVERTISE, "localhost:0")
                .with(ConfigKey.INDEX_PROMISE, settings.promise().toMillis() + "ms");
        if (role == Role.BOOTSTRAP) {
            return config.with(ConfigKey.CONSOLE_LISTEN, "127.0.0.1:0");
        }
        NodeConfig peer = config.with(ConfigKey.SHARE_WRITERS, "*")
                .with(ConfigKey.LIMITS_MEMORY, String.valueOf(memoryOfEach()))
                .with(ConfigKey.STORE_SNAPSHOT_MEMORY, String.valueOf(memoryOfEach() / 2))
                .with(ConfigKey.LIMITS_STATEMENTS, String.valueOf(atOnceOfEach()))
                .with(ConfigKey.LIMITS_FRAGMENTS, String.valueOf(atOnceOfEach()))
                .with(ConfigKey.FRONT_LISTEN, "127.0.0.1:" + (number == 0 ? settings.frontPort() : 0));
        for (Map.Entry<ConfigKey, String> setting : settings.peers().entrySet()) {
            peer = peer.with(setting.getKey(), setting.getValue());
        }
        return peer;
    }

    /** The peers share one heap, of which they leave half as peers by themselves do. */
    private long memoryOfEach() {
        return Runtime.getRuntime().maxMemory() / 2 / settings.split().companies();
    }

    /** The peers share one machine, too. */
    private int atOnceOfEach() {
        return Math.max(FEWEST_AT_ONCE, MOST_AT_ONCE / settings.split().companies());
    }

    private Map<String, Iterator<Object[]>> rows(int company) {
        Map<String, Iterator<Object[]>> rows = new LinkedHashMap<>();
        for (TpchTable table : TpchTable.values()) {
            if (settings.split().shares(table, company)) {
                rows.put(table.tableName(), settings.split().rows(table, company));
            }
        }
        return rows;
    }

    private static void stop(Peer[] started) {
        atOnce(started.length, started.length, i -> {
            if (started[i] != null) {
                started[i].close();
            }
        });
    }

    /** Runs an action for each number below a count, so many at once: more than processors, as much of their time is waiting. */
    private static void atOnce(int count, int most, IntConsumer action) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(count, most), Threads.daemon("demo"));
        try {
            IntFunction<CompletableFuture<Void>> run = i -> CompletableFuture.runAsync(() -> action.accept(i), threads);
            CompletableFuture.allOf(IntStream.range(0, count).mapToObj(run).toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BestPeerException known ? known : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
